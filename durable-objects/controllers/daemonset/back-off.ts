import type { DaemonSet } from '../../api/index.ts';
import type { Key } from '../../apimachinery/meta.ts';
import { defineRecord } from '../../apimachinery/resource.ts';
import type { World } from '../../control/world.ts';
import { type Duration, type Instant, minute, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';

/** upstream's failedPodsBackoff */
const firstMs: Duration = second;
const longestMs: Duration = 15 * minute;

interface BackOff {
  readonly ms: Duration;
  readonly since: Instant;
  /** Another template starts anew. */
  readonly generation: number;
}

/** By set and node: nothing in the API tells how often a daemon has failed there. */
const backOffs = defineRecord<BackOff>('daemonset-back-offs');

/** Until when a failed pod is left on its node; undefined: no longer. */
export function backOffEnd(
  world: Pick<World, 'read' | 'now'>,
  set: Frozen<DaemonSet>,
  node: string,
): Instant | undefined {
  const known = remembered(world, set, node);
  const end = known && known.since + known.ms;
  return end !== undefined && end > world.now ? end : undefined;
}

/** Notes that a failed pod is replaced: the next one will wait, twice as long each time. */
export function extendBackOff(world: World, set: Frozen<DaemonSet>, node: string): void {
  const known = remembered(world, set, node);
  const ms = known ? Math.min(2 * known.ms, longestMs) : firstMs;
  const generation = set.status.observedGeneration ?? 0;
  world.setRecord(backOffs, keyOf(set, node), { ms, since: world.now, generation });
}

/** What is still remembered: twice the longest time without a failure is forgotten. */
function remembered(
  { read, now }: Pick<World, 'read' | 'now'>,
  set: Frozen<DaemonSet>,
  node: string,
): Frozen<BackOff> | undefined {
  const found = read.record(backOffs, keyOf(set, node));
  if (!found || found.generation !== (set.status.observedGeneration ?? 0)) return undefined;
  return now - found.since > 2 * longestMs ? undefined : found;
}

function keyOf({ metadata }: Frozen<DaemonSet>, node: string): Key {
  return { namespace: metadata.uid, name: node };
}
