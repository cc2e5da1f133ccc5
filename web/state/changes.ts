import type { ObjectChange, ObjectRef } from '../../durable-objects/console/protocol.ts';
import type { Results, TaskStanding, Text } from '../../durable-objects/grading/results.ts';
import { type AnyObject, changeKey, type Objects, refOf } from './objects.ts';

/** One line of "Just changed". `at` is the cluster's time. */
export type Change = { readonly at: number } & (
  | { readonly subject: ObjectRef; readonly what: 'created' | 'deleted' | 'ending' }
  | { readonly subject: ObjectRef; readonly what: 'ready'; readonly ready: boolean }
  | { readonly subject: ObjectRef; readonly what: 'phase'; readonly to: string }
  | {
      readonly subject: ObjectRef;
      readonly what: 'replicas';
      readonly from: number;
      readonly to: number;
    }
  | { readonly subject: ObjectRef; readonly what: 'changed' }
  | {
      readonly what: 'task';
      readonly number: number;
      readonly title: Text;
      readonly standing: TaskStanding;
      /** Points more (or less) than before. */
      readonly gain: number;
    }
);

// What a person made or would miss; the rest is bookkeeping.
const toldKinds = new Set([
  'Pod',
  'Service',
  'StatefulSet',
  'Deployment',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'Node',
  'StorageClass',
  'ConfigMap',
  'Secret',
]);

/** What happened to the objects that a message names, in its order. */
export function changesBetween(
  before: Objects,
  after: Objects,
  named: readonly ObjectChange[],
  at: number,
): readonly Change[] {
  return named.flatMap((change) => {
    const key = changeKey(change);
    const old = before.get(key);
    const now = after.get(key);
    const known = now ?? old;
    if (!known || !toldKinds.has(known.kind)) return [];
    const subject = refOf(known);
    if (!old) return [{ at, subject, what: 'created' as const }];
    if (!now) return [{ at, subject, what: 'deleted' as const }];
    return changeOf(old, now, subject, at);
  });
}

function changeOf(old: AnyObject, now: AnyObject, subject: ObjectRef, at: number): Change[] {
  if (!old.metadata.deletionTimestamp && now.metadata.deletionTimestamp)
    return [{ at, subject, what: 'ending' }];
  const from = numberAt(old, 'spec', 'replicas');
  const to = numberAt(now, 'spec', 'replicas');
  if (from !== undefined && to !== undefined && from !== to)
    return [{ at, subject, what: 'replicas', from, to }];
  const ready = isReady(now);
  if (ready !== undefined && ready !== isReady(old)) {
    // A new pod that isn't ready yet is no news.
    if (ready || isReady(old)) return [{ at, subject, what: 'ready', ready }];
  }
  const phase = phaseOf(now);
  if (now.kind !== 'Pod' && phase !== undefined && phase !== phaseOf(old))
    return [{ at, subject, what: 'phase', to: phase }];
  if (now.metadata.generation !== old.metadata.generation)
    return [{ at, subject, what: 'changed' }];
  return [];
}

/** Tasks whose standing has changed; nothing for the first results. */
export function taskChanges(
  before: Results | undefined,
  after: Results,
  at: number,
): readonly Change[] {
  if (!before) return [];
  return after.tasks.flatMap((task, i) => {
    const old = before.tasks.find(({ id }) => id === task.id);
    if (!old || (old.standing === task.standing && old.score === task.score)) return [];
    const { title, standing } = task;
    const gain = task.score - old.score;
    return [{ at, what: 'task' as const, number: i + 1, title, standing, gain }];
  });
}

function isReady(object: AnyObject): boolean | undefined {
  const conditions = fieldOf(fieldOf(object, 'status'), 'conditions');
  if (!Array.isArray(conditions)) return undefined;
  const ready = conditions.find((condition) => fieldOf(condition, 'type') === 'Ready');
  return ready === undefined ? undefined : fieldOf(ready, 'status') === 'True';
}

function phaseOf(object: AnyObject): string | undefined {
  const phase = fieldOf(fieldOf(object, 'status'), 'phase');
  return typeof phase === 'string' ? phase : undefined;
}

function numberAt(object: AnyObject, ...path: readonly string[]): number | undefined {
  const found = path.reduce<unknown>(fieldOf, object);
  return typeof found === 'number' ? found : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
