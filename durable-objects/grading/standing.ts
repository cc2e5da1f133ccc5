import type { Cluster } from '../cluster/index.ts';
import { present } from '../lib/assert.ts';
import { checksOf, type Judged } from './checks.ts';
import type { Lab } from './load.ts';
import type { Results, TaskResult, TaskStanding } from './results.ts';
import type { TaskSpec } from './schema.ts';

/** The judged checks, put together by task. */
export function resultOf(cluster: Cluster, lab: Lab, judged: ReadonlyMap<string, Judged>): Results {
  const met = new Set<string>();
  const tasks = lab.spec.tasks.map((task): TaskResult => {
    const checks = checksOf(task).map(({ id }) => present(judged.get(id), `check ${id}`));
    const score = checks.reduce((sum, { result }) => sum + result.score, 0);
    const isNext = (task.needs ?? []).every((id) => met.has(id));
    const standing = standingOf(task, checks, score, isNext);
    if (standing === 'met') met.add(task.id);
    const results = checks.map(({ result }) => result);
    return {
      id: task.id,
      title: task.title,
      standing,
      points: task.points,
      score,
      checks: results,
    };
  });
  return {
    lab: lab.spec.id,
    labVersion: lab.spec.version,
    points: tasks.reduce((sum, task) => sum + task.points, 0),
    score: tasks.reduce((sum, task) => sum + task.score, 0),
    tasks,
    revision: cluster.read.revision,
  };
}

/** A task fails only when it was attempted, and not before what it needs is met. */
function standingOf(
  task: TaskSpec,
  checks: readonly Judged[],
  score: number,
  isNext: boolean,
): TaskStanding {
  const open = checks.filter(({ result }) => !result.met);
  if (open.length === 0) return 'met';
  if (score > 0 && score < task.points) return 'partly';
  if (!isNext) return 'todo';
  if (open.some(({ progress }) => progress === 'unmet')) return 'unmet';
  return open.some(({ progress }) => progress === 'waiting') ? 'waiting' : 'todo';
}
