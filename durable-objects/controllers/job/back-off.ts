import type { Job, Pod } from '../../api/index.ts';
import { defineRecord } from '../../apimachinery/resource.ts';
import type { World } from '../../control/world.ts';
import { type Duration, type Instant, minute, second } from '../../lib/instant.ts';
import { deepEqual, type Frozen } from '../../lib/json.ts';
import { failuresBefore, finishedAt } from './pods.ts';

/** After the first failure, doubled after each further one. */
const firstMs: Duration = 10 * second;
const longestMs: Duration = 10 * minute;

/** Failures since the last success. Pods that are gone tell nothing any more. */
export interface BackOff {
  readonly failures: number;
  readonly lastFailure: Instant;
}

const backOffs = defineRecord<BackOff>('job-back-offs');

/** What is remembered of a Job. */
export function readBackOff(world: World, { metadata }: Frozen<Job>): BackOff {
  const none = { failures: 0, lastFailure: 0 };
  return world.read.record(backOffs, { namespace: '', name: metadata.uid }) ?? none;
}

/** Remembers it; a Job that has ended is forgotten. */
export function writeBackOff(world: World, { metadata }: Frozen<Job>, value?: BackOff): void {
  const key = { namespace: '', name: metadata.uid };
  const known = world.read.record(backOffs, key);
  const next = value?.failures ? value : undefined;
  if (!deepEqual(known, next)) world.setRecord(backOffs, key, next);
}

/** With pods that have ended since (backoff_utils.go, newBackoffRecord). */
export function extendBackOff(
  before: BackOff,
  succeeded: readonly Frozen<Pod>[],
  failed: readonly Frozen<Pod>[],
): BackOff {
  const success = Math.max(Number.NEGATIVE_INFINITY, ...succeeded.map(finishedAt));
  const later = failed.map(finishedAt).filter((at) => at > success);
  const kept = before.lastFailure > success ? before.failures : 0;
  const failures = kept + later.length;
  return { failures, lastFailure: Math.max(before.lastFailure, ...later) };
}

/** When a pod may be made again. */
export function backOffEnd({ failures, lastFailure }: BackOff): Instant {
  if (failures === 0) return Number.NEGATIVE_INFINITY;
  return lastFailure + Math.min(firstMs * 2 ** (failures - 1), longestMs);
}

/** The same for one index, whose failures its last pod tells. */
export function indexBackOffEnd(last: Frozen<Pod> | undefined): Instant {
  if (!last) return Number.NEGATIVE_INFINITY;
  return backOffEnd({ failures: failuresBefore(last).all + 1, lastFailure: finishedAt(last) });
}
