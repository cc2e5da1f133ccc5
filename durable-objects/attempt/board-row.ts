import { namespaces, persistentVolumeClaims, pods, tasks } from '../api/index.ts';
import type { Clock } from '../cluster/index.ts';
import type { Results, TaskResult } from '../grading/results.ts';
import { type Duration, type Instant, minute, parseTime } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import type { BoardCell, BoardRow, LearnerPlace } from '../rpc.ts';
import type { Reader } from '../storage/store.ts';

/** One reason for this long is being stuck. */
const stuckAfter: Duration = 5 * minute;

/** The learner's row: tasks from the results, the fact from the cluster; times on the calendar. */
export function boardRow(
  place: Frozen<LearnerPlace>,
  results: Results,
  read: Reader,
  { now, skipped }: Clock,
): Omit<BoardRow, 'hand' | 'lastActiveAt'> {
  const found = stuckFact(read, now);
  const stuck = found && { ...found, since: found.since - skipped };
  const working = results.tasks.findIndex((task) => task.standing !== 'met');
  return {
    attemptId: place.attemptId,
    personId: place.personId,
    name: place.name,
    cells: results.tasks.map((task, i) => {
      const isWorking = i === working;
      const since = isWorking ? { since: beganAt(read, now) - skipped } : {};
      return { ...cellOf(task, isWorking, stuck !== undefined), ...since };
    }),
    score: results.score,
    points: results.points,
    ...(stuck ? { stuck } : {}),
  };
}

/** When the last task was met, or the cluster made: since then the next one is worked on. */
function beganAt(read: Reader, now: Instant): Instant {
  const met = read
    .list(tasks)
    .filter(({ status }) => status?.state === 'Met')
    .map(({ status }) => parseTime(status?.lastTransitionTime ?? '') ?? 0);
  const made = read.get(namespaces, { namespace: '', name: 'default' })?.metadata;
  return Math.max(parseTime(made?.creationTimestamp ?? '') ?? now, ...met);
}

function cellOf(task: TaskResult, isWorking: boolean, isStuck: boolean): BoardCell {
  const { id, score, points } = task;
  return { task: id, standing: standingOf(task, isWorking, isStuck), score, points };
}

function standingOf(task: TaskResult, isWorking: boolean, isStuck: boolean): BoardCell['standing'] {
  if (task.standing === 'met') return 'met';
  if (isWorking && isStuck) return 'stuck';
  if (task.standing === 'partly') return 'partly';
  return isWorking ? 'working' : 'todo';
}

/** What has stayed wrong for five minutes, as Kubernetes prints it. */
function stuckFact(read: Reader, now: Instant): BoardRow['stuck'] | undefined {
  for (const claim of read.list(persistentVolumeClaims)) {
    const since = parseTime(claim.metadata.creationTimestamp) ?? now;
    if (claim.status.phase === 'Pending' && now - since >= stuckAfter) {
      const ofClass = claim.spec.storageClassName ? `, class ${claim.spec.storageClassName}` : '';
      return { since, fact: `${claim.metadata.name} Pending${ofClass}` };
    }
  }
  for (const pod of read.list(pods)) {
    const ready = pod.status.conditions?.find(({ type }) => type === 'Ready');
    const since = parseTime(ready?.lastTransitionTime ?? pod.metadata.creationTimestamp) ?? now;
    const isWell = ready?.status === 'True' || pod.status.phase === 'Succeeded';
    if (isWell || pod.metadata.deletionTimestamp || now - since < stuckAfter) continue;
    const waiting = pod.status.containerStatuses?.find((s) => s.state?.waiting)?.state?.waiting;
    const why = waiting?.reason ?? ready?.message ?? pod.status.phase;
    return { since, fact: `${pod.metadata.name}: ${why}` };
  }
  return undefined;
}
