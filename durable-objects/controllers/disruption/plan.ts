import type { Pod, PodDisruptionBudget } from '../../api/index.ts';
import { type Duration, type Instant, minute, parseTime } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { isReady, isTerminating } from '../pod-state.ts';

type Budget = Frozen<PodDisruptionBudget>;

/** How long an evicted pod may take to be seen as being deleted. */
export const deletionTimeout: Duration = 2 * minute;

/** The numbers of a budget, or why they can't be told. */
export type Expectation =
  | { readonly expected: number; readonly desired: number; readonly hasUnmanaged: boolean }
  | { readonly error: string };

/** How many replicas the owner of a pod wants; undefined: nothing owns it. */
export type ScaleOf = (
  pod: Frozen<Pod>,
) => { readonly uid: string; readonly replicas: number } | { readonly error: string } | undefined;

/**
 * How many pods there should be and how many of them have to be healthy. A number counts pods; a
 * percentage, and any `maxUnavailable`, counts what their owners want (getExpectedPodCount).
 */
export function expectation(
  { minAvailable, maxUnavailable }: Budget['spec'],
  pods: readonly Frozen<Pod>[],
  scaleOf: ScaleOf,
): Expectation {
  if (maxUnavailable === undefined && typeof minAvailable !== 'string')
    return minAvailable === undefined
      ? { expected: 0, desired: 0, hasUnmanaged: false }
      : { expected: pods.length, desired: minAvailable, hasUnmanaged: false };
  const scale = expectedScale(pods, scaleOf);
  if ('error' in scale) return scale;
  const { expected } = scale;
  const desired =
    maxUnavailable === undefined
      ? scaled(minAvailable ?? 0, expected)
      : Math.max(0, expected - scaled(maxUnavailable, expected));
  return { ...scale, desired };
}

function expectedScale(
  pods: readonly Frozen<Pod>[],
  scaleOf: ScaleOf,
): { readonly expected: number; readonly hasUnmanaged: boolean } | { readonly error: string } {
  const owners = new Map<string, number>();
  let hasUnmanaged = false;
  for (const pod of pods) {
    const scale = scaleOf(pod);
    if (!scale) hasUnmanaged = true;
    else if ('error' in scale) return scale;
    else owners.set(scale.uid, scale.replicas);
  }
  const expected = [...owners.values()].reduce((sum, replicas) => sum + replicas, 0);
  return { expected, hasUnmanaged };
}

/** A number, or a percentage rounded up. */
function scaled(value: number | string, total: number): number {
  if (typeof value === 'number') return value;
  return Math.ceil((Number.parseInt(value, 10) * total) / 100);
}

/** Evictions that were granted and whose pods are not being deleted yet. */
export interface Disrupted {
  readonly pending: { readonly [pod: string]: string };
  /** When the first of them is given up. */
  readonly recheckAt?: Instant;
  /** Pods that should have been deleted by now. */
  readonly overdue: readonly Frozen<Pod>[];
}

export function disruptedPods(
  { status }: Budget,
  pods: readonly Frozen<Pod>[],
  now: Instant,
): Disrupted {
  const pending: { [pod: string]: string } = {};
  const overdue: Frozen<Pod>[] = [];
  const ends: Instant[] = [];
  for (const pod of pods) {
    const since = status.disruptedPods?.[pod.metadata.name];
    if (since === undefined || isTerminating(pod)) continue;
    const end = (parseTime(since) ?? now) + deletionTimeout;
    if (end < now) overdue.push(pod);
    else {
      pending[pod.metadata.name] = since;
      ends.push(end);
    }
  }
  return { pending, overdue, ...(ends.length > 0 ? { recheckAt: Math.min(...ends) + 1 } : {}) };
}

/** Pods that are ready and not about to go. */
export function countHealthy(pods: readonly Frozen<Pod>[], pending: Disrupted['pending']): number {
  return pods.filter(
    (pod) => !isTerminating(pod) && pending[pod.metadata.name] === undefined && isReady(pod),
  ).length;
}

/** None while no pod is expected: the first ones must not be evicted before they are counted. */
export function disruptionsAllowed(healthy: number, desired: number, expected: number): number {
  return expected <= 0 ? 0 : Math.max(0, healthy - desired);
}
