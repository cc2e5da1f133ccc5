import { defineRecord } from '../../apimachinery/resource.ts';
import { type Duration, type Instant, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';

/** kube-controller-manager's --horizontal-pod-autoscaler-sync-period. */
export const syncPeriod: Duration = 15 * second;

/** The longest that a rule may look back: seconds of stabilization, of a policy's period. */
const memory: Duration = 3_600 * second;

/** What one autoscaler remembers; upstream keeps it in memory, here it is stored. */
export interface History {
  /**
   * What the metrics alone would have had, oldest first. A recommendation was made at every sync
   * from its moment until the next one's.
   */
  readonly recommendations: readonly Recommendation[];
  /** How the number of replicas was changed, up and down. */
  readonly changes: readonly { readonly at: Instant; readonly by: number }[];
}

export interface Recommendation {
  readonly at: Instant;
  readonly replicas: number;
}

/** Histories by the autoscaler's key; they go with it. */
export const histories = defineRecord<History>('autoscaler-histories');

export const noHistory: History = { recommendations: [], changes: [] };

/** The history with one recommendation more; the same when it is what was recommended last. */
export function recommended(
  history: Frozen<History>,
  replicas: number,
  now: Instant,
): Frozen<History> {
  if (history.recommendations.at(-1)?.replicas === replicas) return history;
  const recent = history.recommendations.filter((_, i) => lastMade(history, i, now) > now - memory);
  return { ...history, recommendations: [...recent, { at: now, replicas }] };
}

/** The history with a change of the number of replicas. */
export function changed(history: Frozen<History>, by: number, now: Instant): Frozen<History> {
  const recent = history.changes.filter(({ at }) => at > now - memory);
  return { ...history, changes: [...recent, { at: now, by }] };
}

/** The recommendations that were made within `window`, each with the last moment it was. */
export function within(
  history: Frozen<History>,
  window: Duration,
  now: Instant,
): readonly { readonly replicas: number; readonly last: Instant }[] {
  return history.recommendations
    .map(({ replicas }, i) => ({ replicas, last: lastMade(history, i, now) }))
    .filter(({ last }) => last > now - window);
}

function lastMade({ recommendations }: Frozen<History>, i: number, now: Instant): Instant {
  const next = recommendations[i + 1];
  return (next?.at ?? now) - syncPeriod;
}

/** By how much the number grew (`up`) or shrank within a period, as a positive number. */
export function changeWithin(
  { changes }: Frozen<History>,
  period: Duration,
  direction: 'up' | 'down',
  now: Instant,
): number {
  return changes
    .filter(({ at, by }) => at > now - period && by > 0 === (direction === 'up'))
    .reduce((sum, { by }) => sum + Math.abs(by), 0);
}
