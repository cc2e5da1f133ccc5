import type {
  CheckResult,
  Results,
  TaskStanding,
  Text,
} from '../../../durable-objects/grading/results.ts';
import type { Lab } from '../../connection/types.ts';

/** A task with how it stands. */
export interface TaskView {
  readonly id: string;
  readonly number: number;
  readonly title: Text;
  readonly text: Text | undefined;
  readonly standing: TaskStanding;
  readonly points: number;
  readonly score: number;
  readonly checks: readonly CheckResult[];
}

/** The lab's tasks with their results, as far as there are any. */
export function tasksOf(lab: Lab, results: Results | undefined): readonly TaskView[] {
  return lab.tasks.map(({ id, title, text, points }, i) => {
    const result = results?.tasks.find((task) => task.id === id);
    return {
      id,
      number: i + 1,
      title,
      text,
      standing: result?.standing ?? 'todo',
      points: result?.points ?? points,
      score: result?.score ?? 0,
      checks: result?.checks ?? [],
    };
  });
}

/** The task that is worked on: the first that is neither met nor locked. */
export function currentTask(tasks: readonly TaskView[]): TaskView | undefined {
  return tasks.find(({ standing }) => standing !== 'met' && standing !== 'locked');
}
