import type { Pod } from '../../api/index.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { choosePodsToDelete } from '../pod-ranking.ts';
import { isActive } from '../pod-state.ts';
import type { Replicated } from './kinds.ts';

/** What is to be done about the number of pods, and why. */
export type Step =
  | { readonly do: 'create'; readonly count: number; readonly because: string }
  | { readonly do: 'delete'; readonly pods: readonly Frozen<Pod>[]; readonly because: string };

/** Pods that one pass creates or deletes at most (upstream's BurstReplicas). */
export const burstReplicas = 500;

/**
 * Ended and terminating pods don't count: a pod on its way out is replaced at once. That is the
 * whole difference to a StatefulSet, which waits for the name. `related` is asked for only when
 * there is a choice to make.
 */
export function plan(
  set: Frozen<Replicated>,
  pods: readonly Frozen<Pod>[],
  related: () => readonly Frozen<Pod>[],
  now: Instant,
): Step | undefined {
  if (set.metadata.deletionTimestamp !== undefined) return undefined;
  const active = pods.filter(isActive);
  const missing = set.spec.replicas - active.length;
  if (missing === 0) return undefined;
  const count = Math.min(Math.abs(missing), burstReplicas);
  const because = `${active.length} of ${set.spec.replicas} replicas are there`;
  if (missing > 0) return { do: 'create', count, because };
  return { do: 'delete', pods: choosePodsToDelete(active, related(), count, now), because };
}
