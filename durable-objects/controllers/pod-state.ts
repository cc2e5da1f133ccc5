import type { Pod, PodCondition } from '../api/index.ts';
import { type Duration, type Instant, parseTime } from '../lib/instant.ts';
import { deepEqual, type Frozen } from '../lib/json.ts';

/** True once deletion was asked for: the object stays until its containers are gone. */
export function isTerminating(pod: Frozen<Pod>): boolean {
  return pod.metadata.deletionTimestamp !== undefined;
}

/** True when every container has ended for good: phase Succeeded or Failed. */
export function isTerminal(pod: Frozen<Pod>): boolean {
  return pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
}

/** True for a pod that counts as a replica: neither ended nor on its way out. */
export function isActive(pod: Frozen<Pod>): boolean {
  return !isTerminal(pod) && !isTerminating(pod);
}

/** True when condition Ready is True, whatever the phase. */
export function isReady(pod: Frozen<Pod>): boolean {
  return readyCondition(pod)?.status === 'True';
}

/** When Ready last became True or False; undefined when it never was set. */
export function readySince(pod: Frozen<Pod>): Instant | undefined {
  const since = readyCondition(pod)?.lastTransitionTime;
  return since === undefined ? undefined : parseTime(since);
}

/** Ready without a break for `minReadyMs` (pkg/api/v1/pod, IsPodAvailable). */
export function isAvailable(pod: Frozen<Pod>, minReadyMs: Duration, now: Instant): boolean {
  const at = availableAt(pod, minReadyMs);
  return at !== undefined && at <= now;
}

/** When a ready pod counts as available; undefined while it is not ready. */
export function availableAt(pod: Frozen<Pod>, minReadyMs: Duration): Instant | undefined {
  if (!isReady(pod)) return undefined;
  if (minReadyMs === 0) return Number.NEGATIVE_INFINITY;
  const since = readySince(pod);
  return since === undefined ? undefined : since + minReadyMs;
}

/** The next moment at which one of the pods becomes available by waiting; undefined if none. */
export function nextAvailability(
  pods: readonly Frozen<Pod>[],
  minReadyMs: Duration,
  now: Instant,
): Instant | undefined {
  let next: Instant | undefined;
  for (const pod of pods) {
    const at = availableAt(pod, minReadyMs);
    if (at !== undefined && at > now && (next === undefined || at < next)) next = at;
  }
  return next;
}

/**
 * True when a change of a pod can mean something to what manages it. Most changes don't: a pod is
 * bound, and its kubelet reports on containers.
 */
export function concernsManager(
  old: Frozen<Pod> | undefined,
  present: Frozen<Pod> | undefined,
): boolean {
  if (!old || !present) return true;
  const [before, after] = [readyCondition(old), readyCondition(present)];
  return (
    old.status.phase !== present.status.phase ||
    old.metadata.deletionTimestamp !== present.metadata.deletionTimestamp ||
    before?.status !== after?.status ||
    before?.lastTransitionTime !== after?.lastTransitionTime ||
    !deepEqual(old.metadata.labels, present.metadata.labels) ||
    !deepEqual(old.metadata.ownerReferences, present.metadata.ownerReferences)
  );
}

function readyCondition(pod: Frozen<Pod>): Frozen<PodCondition> | undefined {
  return pod.status.conditions?.find((condition) => condition.type === 'Ready');
}
