import type { Candidate, NodeInfo, Plugin, Reason } from '../framework.ts';
import { type Amounts, amounts } from '../requests.ts';

/** What a container without requests counts as when nodes are compared. */
const assumedCpuMillis = 100;
const assumedMemoryBytes = 200 * 1024 * 1024;

/** There is enough of everything that the pod asks for. */
export const nodeResourcesFit: Plugin = {
  name: 'NodeResourcesFit',
  filter({ requests }, info) {
    const allocatable = amounts(info.node.status.allocatable);
    const reasons: Reason[] = [];
    const pods = allocatable.get('pods') ?? 0;
    if (info.pods.length + 1 > pods) reasons.push({ text: 'Too many pods', unresolvable: false });
    for (const [name, amount] of requests) {
      if (amount === 0) continue;
      const whole = allocatable.get(name) ?? 0;
      if (amount <= whole - (info.requested.get(name) ?? 0)) continue;
      reasons.push({ text: `Insufficient ${name}`, unresolvable: amount > whole });
    }
    return reasons;
  },
  /** LeastAllocated: the mean of what would be left of cpu and memory. */
  score(candidate, info) {
    const used = usage(candidate, info);
    return 100 - (100 * (used.cpu + used.memory)) / 2;
  },
};

/** Prefers nodes whose cpu and memory would be used alike. */
export const nodeResourcesBalancedAllocation: Plugin = {
  name: 'NodeResourcesBalancedAllocation',
  score(candidate, info) {
    const used = usage(candidate, info);
    return 100 - 100 * Math.abs(used.cpu - used.memory) * 0.5;
  },
};

/** The parts of cpu and memory that would be used, 0 to 1. */
function usage(candidate: Candidate, info: NodeInfo): { cpu: number; memory: number } {
  const allocatable = amounts(info.node.status.allocatable);
  const count = info.pods.length + 1;
  const part = (name: string, assumed: number): number => {
    const whole = allocatable.get(name) ?? 0;
    const asked = amountOf(info.requested, name) + amountOf(candidate.requests, name);
    return whole === 0 ? 1 : Math.min(1, Math.max(asked, count * assumed) / whole);
  };
  return { cpu: part('cpu', assumedCpuMillis), memory: part('memory', assumedMemoryBytes) };
}

function amountOf(list: Amounts, name: string): number {
  return list.get(name) ?? 0;
}
