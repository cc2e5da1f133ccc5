import type { Job, Pod } from '../../api/index.ts';
import { type Instant, parseTime, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { isTerminal, isTerminating } from '../pod-state.ts';

type Read = Frozen<Pod>;

/** Holds a pod until its Job has counted it. */
export const trackingFinalizer = 'batch.kubernetes.io/job-tracking';

/** Names a pod's place in an Indexed Job, as an annotation and as a label. */
export const indexAnnotation = 'batch.kubernetes.io/job-completion-index';

const failureCount = 'batch.kubernetes.io/job-index-failure-count';
const ignoredFailureCount = 'batch.kubernetes.io/job-index-ignored-failure-count';

export function isTracked({ metadata }: Read): boolean {
  return metadata.finalizers?.includes(trackingFinalizer) ?? false;
}

export function isIndexed({ spec }: Frozen<Job>): boolean {
  return spec.completionMode === 'Indexed';
}

/** A pod's index, if it has one that its Job wants. */
export function indexOf(job: Frozen<Job>, { metadata }: Read): number | undefined {
  const text = metadata.annotations?.[indexAnnotation] ?? '';
  const index = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return index < (job.spec.completions ?? 0) ? index : undefined;
}

/** True when only pods that have ended are replaced, not those that are about to. */
export function waitsForEnds({ spec }: Frozen<Job>): boolean {
  return spec.podReplacementPolicy === 'Failed' || spec.podFailurePolicy !== undefined;
}

/** A pod that somebody deletes counts as failed, unless the Job waits for it to end. */
export function isFailed(job: Frozen<Job>, pod: Read): boolean {
  if (pod.status.phase === 'Failed') return true;
  return !waitsForEnds(job) && isTerminating(pod) && pod.status.phase !== 'Succeeded';
}

/** On its way out, and not there yet. */
export function isLeaving(pod: Read): boolean {
  return isTerminating(pod) && !isTerminal(pod);
}

/** How often an index had failed before this pod of it: failures that count, and all of them. */
export function failuresBefore({ metadata }: Read): { counted: number; all: number } {
  const number = (name: string): number => {
    const text = metadata.annotations?.[name] ?? '';
    return /^\d+$/.test(text) ? Number(text) : 0;
  };
  const counted = number(failureCount);
  return { counted, all: counted + number(ignoredFailureCount) };
}

/** The annotations that hand the count on to the pod which replaces this one. */
export function failureAnnotations(counted: number, ignored: number): { [key: string]: string } {
  return {
    [failureCount]: String(counted),
    ...(ignored > 0 ? { [ignoredFailureCount]: String(ignored) } : {}),
  };
}

/** When a pod ended, as well as can be told (backoff_utils.go, getFinishedTime). */
export function finishedAt({ metadata, status }: Read): Instant {
  const ends = (status.containerStatuses ?? []).map(({ state }) => state.terminated?.finishedAt);
  const times = ends.flatMap((text) => (text === undefined ? [] : [parseTime(text) ?? 0]));
  if (times.length > 0 && times.length === ends.length) return Math.max(...times);
  const ready = status.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status === 'False' && ready.lastTransitionTime)
    return parseTime(ready.lastTransitionTime) ?? 0;
  const grace = (metadata.deletionGracePeriodSeconds ?? 0) * second;
  if (metadata.deletionTimestamp !== undefined)
    return (parseTime(metadata.deletionTimestamp) ?? 0) - grace;
  return parseTime(metadata.creationTimestamp) ?? 0;
}
