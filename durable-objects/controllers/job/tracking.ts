import type { Job, JobStatus, Pod } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { formatIndexSet } from './index-set.ts';
import type { Verdict } from './plan.ts';
import { indexOf, isFailed, isIndexed, isTracked } from './pods.ts';
import { judge } from './policies.ts';
import type { View } from './survey.ts';

/** Pods that one pass counts, so that the list of them in the status stays short. */
const maxUncounted = 500;

/**
 * Puts the pods that have ended into `status.uncountedTerminatedPods` and returns those whose
 * finalizer may go now that they are listed: no pod is counted twice, and none is forgotten
 * (trackJobStatusAndRemoveFinalizers).
 */
export function listEnded(
  draft: JobStatus,
  view: View,
  verdict: Verdict | undefined,
): readonly Frozen<Pod>[] {
  const { job } = view;
  countUnlisted(draft, view.pods);
  const lists = {
    succeeded: [...listed(draft, 'succeeded')],
    failed: [...listed(draft, 'failed')],
  };
  const done: Frozen<Pod>[] = [];
  for (const pod of view.pods) {
    if (!isTracked(pod) || !mayBeReleased(view, pod, verdict)) continue;
    if (lists.succeeded.length + lists.failed.length >= maxUncounted) break;
    done.push(pod);
    const { uid } = pod.metadata;
    if (pod.status.phase === 'Succeeded') {
      // Of an Indexed Job the index says that it was counted.
      if (!isIndexed(job) && !lists.succeeded.includes(uid)) lists.succeeded.push(uid);
    } else if (isFailed(job, pod) || verdict?.is === 'Failed') {
      const isPlaced = !isIndexed(job) || indexOf(job, pod) !== undefined;
      if (isPlaced && judge(job, pod).counts && !lists.failed.includes(uid)) lists.failed.push(uid);
    }
  }
  setLists(draft, lists);
  if (isIndexed(job)) setIndexes(draft, view);
  return done;
}

/** Moves what is listed and has lost its finalizer, or is gone, into the counts. */
export function countUnlisted(draft: JobStatus, pods: readonly Frozen<Pod>[]): void {
  const tracked = new Set(pods.filter(isTracked).map(({ metadata }) => metadata.uid));
  const left = { succeeded: [] as string[], failed: [] as string[] };
  for (const list of ['succeeded', 'failed'] as const) {
    const all = listed(draft, list);
    left[list] = all.filter((uid) => tracked.has(uid));
    const counted = (draft[list] ?? 0) + all.length - left[list].length;
    setCount(draft, list, counted);
  }
  setLists(draft, left);
}

function listed(draft: JobStatus, list: 'succeeded' | 'failed'): readonly string[] {
  return draft.uncountedTerminatedPods?.[list] ?? [];
}

function setLists(
  draft: JobStatus,
  { succeeded, failed }: { succeeded: string[]; failed: string[] },
): void {
  draft.uncountedTerminatedPods = {
    ...(succeeded.length > 0 ? { succeeded } : {}),
    ...(failed.length > 0 ? { failed } : {}),
  };
}

function setIndexes(draft: JobStatus, { job, succeededIndexes, failedIndexes }: View): void {
  const completed = formatIndexSet(succeededIndexes);
  setCount(draft, 'succeeded', succeededIndexes.size);
  if (completed === '') delete draft.completedIndexes;
  else draft.completedIndexes = completed;
  if (job.spec.backoffLimitPerIndex !== undefined)
    draft.failedIndexes = formatIndexSet(failedIndexes);
}

/** Zero is left out, as upstream's encoder does. */
export function setCount(
  draft: JobStatus,
  field: 'active' | 'succeeded' | 'failed',
  value: number,
): void {
  if (value > 0) draft[field] = value;
  else delete draft[field];
}

/** A failed pod of an index that is to be tried again is kept until its successor is there. */
function mayBeReleased(
  { job, retried }: View,
  pod: Frozen<Pod>,
  verdict: Verdict | undefined,
): boolean {
  if (job.metadata.deletionTimestamp !== undefined || verdict) return true;
  if (pod.status.phase === 'Succeeded') return true;
  if (!isFailed(job, pod)) return false;
  const index = indexOf(job, pod);
  return index === undefined || retried.get(index)?.metadata.uid !== pod.metadata.uid;
}

/** True when every pod that has ended is in the counts. */
export function isCounted({ uncountedTerminatedPods: lists = {} }: Frozen<Job>['status']): boolean {
  return (lists.succeeded ?? []).length + (lists.failed ?? []).length === 0;
}
