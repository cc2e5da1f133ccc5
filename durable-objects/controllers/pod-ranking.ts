import type { Pod } from '../api/index.ts';
import { type Instant, parseTime } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';
import { isActive, isReady, readySince } from './pod-state.ts';

/** Lets people say which pod to lose first: the lowest cost. */
const deletionCostAnnotation = 'controller.kubernetes.io/pod-deletion-cost';

/**
 * The `count` pods to delete, those whose loss costs least first. `related` are the pods of all
 * ReplicaSets with the same controller: of two pods the one on the fuller node goes
 * (pkg/controller, ActivePodsWithRanks).
 */
export function choosePodsToDelete(
  pods: readonly Frozen<Pod>[],
  related: readonly Frozen<Pod>[],
  count: number,
  now: Instant,
): readonly Frozen<Pod>[] {
  if (count >= pods.length) return pods;
  const onNode = new Map<string, number>();
  for (const { spec } of related.filter(isActive))
    onNode.set(spec.nodeName ?? '', (onNode.get(spec.nodeName ?? '') ?? 0) + 1);
  const ranked = pods.map((pod) => ({ pod, keys: rank(pod, onNode, now) }));
  ranked.sort((a, b) => compare(a.keys, b.keys));
  return ranked.slice(0, count).map(({ pod }) => pod);
}

/** Compared in turn: the pod with the lesser key goes first. */
function rank(
  pod: Frozen<Pod>,
  onNode: ReadonlyMap<string, number>,
  now: Instant,
): readonly (number | string)[] {
  const { nodeName = '' } = pod.spec;
  const since = isReady(pod) ? readySince(pod) : undefined;
  return [
    nodeName === '' ? 0 : 1,
    phases[pod.status.phase] ?? 0,
    isReady(pod) ? 1 : 0,
    deletionCost(pod),
    -(onNode.get(nodeName) ?? 0),
    since === undefined ? -1 : magnitude(now - since),
    -restarts(pod),
    magnitude(now - (parseTime(pod.metadata.creationTimestamp) ?? now)),
    pod.metadata.uid,
  ];
}

const phases: { readonly [phase: string]: number } = { Pending: 0, Unknown: 1, Running: 2 };

/** Ages count by powers of two, so that among pods of similar age chance decides. */
function magnitude(ageMs: number): number {
  return ageMs > 0 ? Math.floor(Math.log2(ageMs * 1_000_000)) : -1;
}

function deletionCost(pod: Frozen<Pod>): number {
  const text = pod.metadata.annotations?.[deletionCostAnnotation] ?? '0';
  return /^-?\d+$/.test(text) ? Number(text) : 0;
}

function restarts(pod: Frozen<Pod>): number {
  const counts = (pod.status.containerStatuses ?? []).map(({ restartCount }) => restartCount);
  return Math.max(0, ...counts);
}

function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (let i = 0; i < a.length; i += 1) {
    const [left, right] = [a[i] ?? 0, b[i] ?? 0];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
