import { type Task, tasks } from '../api/index.ts';
import { isStatus } from '../apimachinery/status-error.ts';
import type { Cluster } from '../cluster/index.ts';
import { formatTime, type Instant } from '../lib/instant.ts';
import { edit } from '../lib/json.ts';
import type { Lab } from './load.ts';
import type { Results, TaskResult, TaskStanding } from './results.ts';
import type { TaskSpec } from './schema.ts';

const states: { readonly [S in TaskStanding]: Task['status']['state'] } = {
  todo: 'ToDo',
  waiting: 'Waiting',
  partly: 'Partly',
  met: 'Met',
  unmet: 'NotMet',
  locked: 'Locked',
};

/** The lab in the cluster: an object for each task. Those that are there stay. */
export function createTasks(cluster: Cluster, lab: Lab): void {
  cluster.act('grader', (world) => {
    const { client } = world.as('labset-grader');
    lab.spec.tasks.forEach((task, i) => {
      try {
        client.create(tasks, { metadata: { name: task.id }, spec: specOf(task, i + 1) });
      } catch (error) {
        if (!isStatus(error, 'AlreadyExists')) throw error;
      }
    });
  });
}

/** Writes what was found into them; nothing when it says the same. */
export function publishTasks(cluster: Cluster, lab: Lab, results: Results): void {
  const isMissing = lab.spec.tasks.some(({ id }) => !cluster.read.get(tasks, keyOf(id)));
  if (isMissing) createTasks(cluster, lab);
  const wanted = results.tasks.flatMap((result, i) => {
    const spec = lab.spec.tasks[i];
    const object = cluster.read.get(tasks, keyOf(result.id));
    if (!spec || !object) return [];
    const shown = edit(object, (draft: Task) => show(draft, spec, result, cluster.clock.now));
    return shown === object ? [] : [shown];
  });
  if (wanted.length === 0) return;
  cluster.act('grader', (world) => {
    const { client } = world.as('labset-grader');
    for (const object of wanted) client.updateStatus(tasks, object);
  });
}

function show(draft: Task, spec: TaskSpec, result: TaskResult, now: Instant): void {
  const { status } = draft;
  const shown = visible(spec, result);
  const state = shown.length === 0 ? states.locked : states[result.standing];
  if (status.state !== state) status.lastTransitionTime = formatTime(now);
  status.state = state;
  status.score = shown.reduce((sum, check) => sum + check.score, 0);
  const told = shown.find((check) => !check.met) ?? shown[0];
  delete status.why;
  delete status.observed;
  delete status.expected;
  if (!told) return;
  status.observed = told.observed.en;
  status.expected = told.expected.en;
  if (told.why.length > 0) status.why = told.why.map((text) => text.en);
}

/** A learner reads these objects: checks that are hidden or come later don't show here. */
function visible(spec: TaskSpec, result: TaskResult): TaskResult['checks'] {
  const hidden = new Set<string>();
  for (const check of spec.checks) {
    const isHidden = check.visibility !== 'visible';
    if (isHidden) hidden.add(check.id);
    for (const inner of check.experiment?.checks ?? []) {
      if (isHidden || inner.visibility !== 'visible') hidden.add(inner.id);
    }
  }
  return result.checks.filter(({ id }) => !hidden.has(id));
}

/** A hint that costs points is told by the console, which takes them off. */
function specOf(task: TaskSpec, order: number): Task['spec'] {
  return {
    title: task.title.en,
    description: task.text?.en ?? '',
    points: task.points,
    order,
    hints: task.hints.map(({ text, cost }) => ({
      text: cost === 0 ? text.en : 'Opened in the console',
      cost,
    })),
  };
}

function keyOf(name: string) {
  return { namespace: '', name };
}
