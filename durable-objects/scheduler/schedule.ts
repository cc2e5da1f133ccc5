import type { Node, Pod } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import type { Reader } from '../storage/store.ts';
import { type Filters, whyNot } from './filter.ts';
import type { Candidate, NodeInfo, Plugin, Reason } from './framework.ts';
import { preFilterMessage, type Verdicts } from './message.ts';
import { cachedRequests, nodeInfos } from './node-info.ts';

/** Where a pod goes, why it can't go anywhere, or why it fits on no node as they are. */
export type Decision =
  | { readonly node: Frozen<Node> }
  | { readonly unschedulable: string }
  | { readonly unfit: Unfit };

/** What the filters found, for whoever can make room. */
export interface Unfit {
  readonly filters: Filters;
  readonly all: readonly NodeInfo[];
  readonly verdicts: Verdicts;
}

/** Picks a node: filters, then scores, of equals the first by name (pkg/scheduler, schedulePod, which
 * draws lots: a learner who can foresee where a pod goes learns more). */
export function decide(pod: Frozen<Pod>, read: Reader, plugins: readonly Plugin[]): Decision {
  const all = nodeInfos(read);
  if (all.length === 0) return { unschedulable: 'no nodes available to schedule pods' };
  const candidate: Candidate = { pod, requests: cachedRequests(pod) };
  for (const plugin of plugins) {
    const result = plugin.preFilter?.(candidate, read);
    if (result) return { unschedulable: preFilterMessage(all.length, result.reason) };
  }
  const filters = { candidate, plugins, read };
  const verdicts = new Map<string, readonly Reason[]>();
  const feasible = all.filter((info) => {
    const reasons = whyNot(filters, info, all);
    if (reasons.length > 0) verdicts.set(info.node.metadata.name, reasons);
    return reasons.length === 0;
  });
  if (feasible.length === 0) return { unfit: { filters, all, verdicts } };
  const nominated = feasible.find(
    ({ node }) => node.metadata.name === pod.status.nominatedNodeName,
  );
  return { node: (nominated ?? best(candidate, feasible, plugins)).node };
}

function best(
  candidate: Candidate,
  feasible: readonly NodeInfo[],
  plugins: readonly Plugin[],
): NodeInfo {
  const scored = feasible.map((info) => ({
    info,
    score: plugins.reduce(
      (sum, { score, weight = 1 }) =>
        score ? sum + weight * Math.floor(score(candidate, info, feasible)) : sum,
      0,
    ),
  }));
  const most = Math.max(...scored.map(({ score }) => score));
  const [first, ...others] = scored.filter(({ score }) => score === most).map(({ info }) => info);
  const isBefore = (a: NodeInfo, b: NodeInfo): boolean =>
    a.node.metadata.name < b.node.metadata.name;
  return others.reduce((one, other) => (isBefore(other, one) ? other : one), first as NodeInfo);
}
