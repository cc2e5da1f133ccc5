import type { Job, Pod } from '../../api/index.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { isActive } from '../pod-state.ts';
import { type BackOff, extendBackOff } from './back-off.ts';
import { type IndexSet, parseIndexSet } from './index-set.ts';
import {
  failuresBefore,
  finishedAt,
  indexOf,
  isFailed,
  isIndexed,
  isLeaving,
  isTracked,
} from './pods.ts';
import { judge } from './policies.ts';

/** Everything that decides what a Job's controller does next. */
export interface Situation {
  readonly job: Frozen<Job>;
  /** The Job's pods: adopted ones too, released ones not. */
  readonly pods: readonly Frozen<Pod>[];
  readonly backOff: BackOff;
  readonly now: Instant;
}

/** The situation, counted. */
export interface View extends Situation {
  readonly active: readonly Frozen<Pod>[];
  readonly leaving: readonly Frozen<Pod>[];
  /** What has succeeded: pods, or indexes of an Indexed Job. */
  readonly succeeded: number;
  /** Pods that have failed, but for those that the failure policy ignores. */
  readonly failed: number;
  /** Of an Indexed Job. */
  readonly succeededIndexes: IndexSet;
  /** Those for which there is no further try; empty without backoffLimitPerIndex. */
  readonly failedIndexes: IndexSet;
  /** The last failed pod of each index that is to be tried again: it hands its count on. */
  readonly retried: ReadonlyMap<number, Frozen<Pod>>;
}

export function survey(situation: Situation): View {
  const { job, pods } = situation;
  const { status } = job;
  const uncounted = status.uncountedTerminatedPods ?? {};
  const isNew = (list: 'succeeded' | 'failed', pod: Frozen<Pod>): boolean =>
    isTracked(pod) &&
    !uncounted[list]?.includes(pod.metadata.uid) &&
    (!isIndexed(job) || indexOf(job, pod) !== undefined);
  const succeeded = pods.filter(
    (pod) => pod.status.phase === 'Succeeded' && isNew('succeeded', pod),
  );
  const failed = pods.filter((pod) => isFailed(job, pod) && isNew('failed', pod));
  const counting = failed.filter((pod) => judge(job, pod).counts);
  const active = pods.filter(isActive);
  const succeededIndexes = indexesThatSucceeded(job, pods);
  const failedIndexes = indexesThatFailed(job, pods);
  return {
    ...situation,
    backOff: extendBackOff(situation.backOff, succeeded, failed),
    active,
    leaving: pods.filter(isLeaving),
    succeeded: isIndexed(job)
      ? succeededIndexes.size
      : (status.succeeded ?? 0) + succeeded.length + (uncounted.succeeded ?? []).length,
    failed: (status.failed ?? 0) + counting.length + (uncounted.failed ?? []).length,
    succeededIndexes,
    failedIndexes,
    retried: retriedPods(
      job,
      pods,
      active,
      (index) => succeededIndexes.has(index) || failedIndexes.has(index),
    ),
  };
}

function indexesThatSucceeded(job: Frozen<Job>, pods: readonly Frozen<Pod>[]): IndexSet {
  if (!isIndexed(job)) return new Set();
  const known = parseIndexSet(job.status.completedIndexes ?? '', job.spec.completions ?? 0);
  const fresh = pods
    .filter((pod) => pod.status.phase === 'Succeeded' && isTracked(pod))
    .flatMap((pod) => indexOf(job, pod) ?? []);
  return new Set([...known, ...fresh]);
}

function indexesThatFailed(job: Frozen<Job>, pods: readonly Frozen<Pod>[]): IndexSet {
  if (job.spec.backoffLimitPerIndex === undefined) return new Set();
  const known = parseIndexSet(job.status.failedIndexes ?? '', job.spec.completions ?? 0);
  const fresh = pods
    .filter((pod) => isTracked(pod) && isFailed(job, pod) && endsIndex(job, pod))
    .flatMap((pod) => indexOf(job, pod) ?? []);
  return new Set([...known, ...fresh]);
}

/** Whether a failed pod was its index's last try. */
function endsIndex(job: Frozen<Job>, pod: Frozen<Pod>): boolean {
  const { action, counts } = judge(job, pod);
  if (action === 'FailIndex') return true;
  return counts && failuresBefore(pod).counted >= (job.spec.backoffLimitPerIndex ?? 0);
}

function retriedPods(
  job: Frozen<Job>,
  pods: readonly Frozen<Pod>[],
  active: readonly Frozen<Pod>[],
  isOver: (index: number) => boolean,
): ReadonlyMap<number, Frozen<Pod>> {
  const last = new Map<number, Frozen<Pod>>();
  if (job.spec.backoffLimitPerIndex === undefined) return last;
  const running = new Set(active.map((pod) => indexOf(job, pod)));
  for (const pod of pods) {
    const index = indexOf(job, pod);
    if (index === undefined || !isTracked(pod) || !isFailed(job, pod)) continue;
    if (running.has(index) || isOver(index)) continue;
    const known = last.get(index);
    if (!known || isLater(pod, known)) last.set(index, pod);
  }
  return last;
}

function isLater(pod: Frozen<Pod>, other: Frozen<Pod>): boolean {
  const [a, b] = [failuresBefore(pod).all, failuresBefore(other).all];
  return a >= b && finishedAt(pod) >= finishedAt(other);
}
