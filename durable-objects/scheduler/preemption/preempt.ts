import { type Pod, podDisruptionBudgets } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { availabilityText, type Verdicts } from '../message.ts';
import { priorityOf } from '../node-info.ts';
import type { Unfit } from '../schedule.ts';
import { leastHarm } from './choose.ts';
import { selectVictims, type Victims } from './victims.ts';

/** Who makes room and where, or why nobody does. */
export type Preemption =
  | Victims
  /** `isHopeless`: a node that the pod was promised before is of no use any more. */
  | { readonly why: string; readonly isHopeless: boolean };

/** The reason of the condition DisruptionTarget on a victim. */
export const preemptionReason = 'PreemptionByScheduler';

/** Finds the pods of lower priority to evict (pkg/scheduler/framework/preemption). */
export function preempt({ filters, all, verdicts }: Unfit): Preemption {
  const { candidate, read } = filters;
  const why = whyIneligible(candidate.pod, { filters, all, verdicts });
  if (why !== undefined) return { why, isHopeless: false };
  const budgets = read.list(podDisruptionBudgets);
  const found: Victims[] = [];
  const reasons: string[] = [];
  for (const info of all) {
    if (isUnresolvable(verdicts, info.node.metadata.name)) {
      reasons.push('Preemption is not helpful for scheduling');
      continue;
    }
    const victims = selectVictims(filters, info, all, budgets);
    if ('reasons' in victims) reasons.push(...victims.reasons);
    else found.push(victims);
  }
  const chosen = leastHarm(found);
  return chosen ?? { why: availabilityText(all.length, reasons), isHopeless: true };
}

function isUnresolvable(verdicts: Verdicts, node: string): boolean {
  return verdicts.get(node)?.some(({ unresolvable }) => unresolvable) ?? false;
}

/** A pod that may not preempt, or whose victims are on their way out (PodEligibleToPreemptOthers). */
function whyIneligible(pod: Frozen<Pod>, { all, verdicts }: Unfit): string | undefined {
  if (pod.spec.preemptionPolicy === 'Never') return 'not eligible due to preemptionPolicy=Never.';
  const nominated = pod.status.nominatedNodeName;
  if (!nominated || isUnresolvable(verdicts, nominated)) return undefined;
  const info = all.find(({ node }) => node.metadata.name === nominated);
  const isWaiting = info?.pods.some(
    (other) => priorityOf(other) < priorityOf(pod) && isBeingPreempted(other),
  );
  return isWaiting ? 'not eligible due to a terminating pod on the nominated node.' : undefined;
}

function isBeingPreempted({ metadata, status }: Frozen<Pod>): boolean {
  if (metadata.deletionTimestamp === undefined) return false;
  return (status.conditions ?? []).some(
    ({ type, status: is, reason }) =>
      type === 'DisruptionTarget' && is === 'True' && reason === preemptionReason,
  );
}
