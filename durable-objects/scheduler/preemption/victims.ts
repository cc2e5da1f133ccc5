import type { Pod, PodDisruptionBudget } from '../../api/index.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { parseTime } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { type Filters, whyNot } from '../filter.ts';
import type { NodeInfo } from '../framework.ts';
import { infoOf, priorityOf, replaced } from '../node-info.ts';

type Budget = Frozen<PodDisruptionBudget>;

/** Pods that have to go from a node, the most important first. */
export interface Victims {
  readonly info: NodeInfo;
  readonly pods: readonly Frozen<Pod>[];
  /** How many of them their budgets would have kept. */
  readonly violations: number;
}

/**
 * The fewest and least important pods of lower priority whose going makes room on a node, or the
 * reasons why there is none even without them. Follows SelectVictimsOnNode of
 * pkg/scheduler/framework/plugins/defaultpreemption.
 */
export function selectVictims(
  filters: Filters,
  info: NodeInfo,
  all: readonly NodeInfo[],
  budgets: readonly Budget[],
): Victims | { readonly reasons: readonly string[] } {
  const limit = priorityOf(filters.candidate.pod);
  const lower = info.pods.filter((pod) => priorityOf(pod) < limit);
  if (lower.length === 0) return { reasons: ['No preemption victims found for incoming pod'] };
  let kept = info.pods.filter((pod) => priorityOf(pod) >= limit);
  const reasonsWith = (pods: readonly Frozen<Pod>[]) => {
    const changed = infoOf(info.node, pods);
    return whyNot(filters, changed, replaced(all, changed));
  };
  const reasons = reasonsWith(kept);
  if (reasons.length > 0) return { reasons: reasons.map(({ text }) => text) };
  const { violating, others } = byBudget([...lower].sort(byImportance), budgets);
  const victims: Frozen<Pod>[] = [];
  let violations = 0;
  for (const pod of [...violating, ...others]) {
    if (reasonsWith([...kept, pod]).length === 0) kept = [...kept, pod];
    else {
      victims.push(pod);
      if (violating.includes(pod)) violations += 1;
    }
  }
  return { info, pods: victims.sort(byImportance), violations };
}

/** Higher priority first; of equals the one that has run longer (MoreImportantPod). */
export function byImportance(a: Frozen<Pod>, b: Frozen<Pod>): number {
  return priorityOf(b) - priorityOf(a) || startOf(a) - startOf(b);
}

/** When a pod began to run; the future for one that hasn't. */
export function startOf({ status }: Frozen<Pod>): number {
  return parseTime(status.startTime ?? '') ?? Number.MAX_SAFE_INTEGER;
}

/** Pods whose budgets allow no further disruption, and the rest, each in the given order. */
function byBudget(
  pods: readonly Frozen<Pod>[],
  budgets: readonly Budget[],
): { readonly violating: readonly Frozen<Pod>[]; readonly others: readonly Frozen<Pod>[] } {
  const left = new Map(budgets.map((budget) => [budget, budget.status.disruptionsAllowed]));
  const violating: Frozen<Pod>[] = [];
  const others: Frozen<Pod>[] = [];
  for (const pod of pods) {
    let isViolated = false;
    for (const budget of budgets.filter((one) => isCharged(one, pod))) {
      const rest = (left.get(budget) ?? 0) - 1;
      left.set(budget, rest);
      if (rest < 0) isViolated = true;
    }
    (isViolated ? violating : others).push(pod);
  }
  return { violating, others };
}

/** A budget covers the pod, and has not been charged for it already. */
function isCharged({ metadata, spec, status }: Budget, pod: Frozen<Pod>): boolean {
  const { namespace, labels, name } = pod.metadata;
  if (metadata.namespace !== namespace || Object.keys(labels ?? {}).length === 0) return false;
  const selector = selectorOf(spec.selector);
  if (selector.requirements.length === 0 || !matchesLabels(selector, labels)) return false;
  return status.disruptedPods?.[name] === undefined;
}
