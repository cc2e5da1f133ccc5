import type { Instant } from '../../lib/instant.ts';
import type { PodGroups } from './pod-groups.ts';

/** Amounts by the pod's name: thousandths of a CPU or of a byte. */
export type Amounts = ReadonlyMap<string, number>;

/** How far from its aim a metric may be before anything is done, as parts of 1. */
export interface Tolerance {
  readonly down: number;
  readonly up: number;
}

/** What a metric asks for. */
export interface Proposal {
  readonly replicas: number;
  /** Percent of the requests, where that is the aim. */
  readonly utilization?: number;
  /** The mean of the pods that counted. */
  readonly average: number;
  /** The next moment at which the answer changes by itself. */
  readonly until?: Instant;
}

/** What is aimed at: a part of what the pods request, or an amount for each. */
export type Aim =
  | { readonly percent: number; readonly requests: Amounts }
  | { readonly amount: number };

interface Situation {
  readonly current: number;
  readonly groups: PodGroups;
  readonly tolerance: Tolerance;
}

/**
 * How many replicas would meet an aim. Pods that start count for nothing, unless there is too
 * little of everything; pods that aren't measured are taken for what would change least. Follows
 * pkg/controller/podautoscaler/replica_calculator.go. Returns a text when it can't be said.
 */
export function proposeReplicas(
  usage: Amounts,
  aim: Aim,
  { current, groups, tolerance }: Situation,
): Proposal | string {
  const { ready, unready, missing } = groups;
  const counted = new Map(
    [...usage].filter(([name]) => ready.some(({ metadata }) => metadata.name === name)),
  );
  if (counted.size === 0)
    return 'did not receive metrics for targeted pods (pods might be unready)';
  const first = ratioOf(counted, aim);
  if (typeof first === 'string') return first;
  const { ratio, utilization, average } = first;
  const until = groups.until === undefined ? {} : { until: groups.until };
  const measured = { average, ...(utilization === undefined ? {} : { utilization }), ...until };
  const stay: Proposal = { replicas: current, ...measured };
  const hasUnready = unready.length > 0 && ratio > 1;
  if (!hasUnready && missing.length === 0) {
    if (isWithin(ratio, tolerance)) return stay;
    return { replicas: ceil(ratio * ready.length), ...measured };
  }
  for (const { metadata } of missing)
    if (ratio !== 1) counted.set(metadata.name, ratio > 1 ? 0 : fullUse(metadata.name, aim));
  if (hasUnready) for (const { metadata } of unready) counted.set(metadata.name, 0);
  const again = ratioOf(counted, aim);
  if (typeof again === 'string') return again;
  const turns = (ratio < 1 && again.ratio > 1) || (ratio > 1 && again.ratio < 1);
  if (isWithin(again.ratio, tolerance) || turns) return stay;
  const replicas = ceil(again.ratio * counted.size);
  const isContrary =
    (again.ratio < 1 && replicas > current) || (again.ratio > 1 && replicas < current);
  return isContrary ? stay : { replicas, ...measured };
}

function ratioOf(
  usage: Amounts,
  aim: Aim,
): { ratio: number; utilization?: number; average: number } | string {
  const total = [...usage.values()].reduce((sum, amount) => sum + amount, 0);
  const mean = Math.trunc(total / usage.size);
  if ('amount' in aim) return { ratio: mean / aim.amount, average: mean };
  const asked = [...usage.keys()].reduce((sum, name) => sum + (aim.requests.get(name) ?? 0), 0);
  if (asked === 0) return 'no metrics returned matched known pods';
  const utilization = Math.trunc((total * 100) / asked);
  return { ratio: utilization / aim.percent, utilization, average: mean };
}

/** What a pod that isn't measured is taken to use when the others use too little. */
function fullUse(name: string, aim: Aim): number {
  if ('amount' in aim) return aim.amount;
  return ((aim.requests.get(name) ?? 0) * Math.max(100, aim.percent)) / 100;
}

function isWithin(ratio: number, { down, up }: Tolerance): boolean {
  return ratio >= 1 - down && ratio <= 1 + up;
}

/** Rounds up. */
function ceil(value: number): number {
  return Math.ceil(value);
}
