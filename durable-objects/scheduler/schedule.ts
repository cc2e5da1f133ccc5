import { type Node, nodes, type Pod, pods } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import type { Random } from '../lib/random.ts';
import { defineIndex, type Reader } from '../storage/store.ts';
import type { Candidate, NodeInfo, Plugin, Reason } from './framework.ts';
import { fitErrorMessage, preFilterMessage } from './message.ts';
import { type Amounts, add, requestsOf } from './requests.ts';

/** Pods that take up room on a node: those that have ended don't. */
export const podsByNode = defineIndex(pods, (pod) =>
  pod.spec.nodeName && !['Succeeded', 'Failed'].includes(pod.status.phase)
    ? [pod.spec.nodeName]
    : [],
);

/** Where a pod goes, or why it can't go anywhere. */
export type Decision = { readonly node: Frozen<Node> } | { readonly unschedulable: string };

/** Picks a node: filters, then scores, equals by lot (pkg/scheduler, schedulePod). */
export function decide(
  pod: Frozen<Pod>,
  read: Reader,
  plugins: readonly Plugin[],
  random: Random,
): Decision {
  const all = read.list(nodes).map((node) => infoOf(node, read));
  if (all.length === 0) return { unschedulable: 'no nodes available to schedule pods' };
  const candidate: Candidate = { pod, requests: cachedRequests(pod) };
  for (const plugin of plugins) {
    const result = plugin.preFilter?.(candidate, read);
    if (result) return { unschedulable: preFilterMessage(all.length, result.reason) };
  }
  const verdicts = new Map<string, readonly Reason[]>();
  const feasible = all.filter((info) => {
    const reasons = whyNot(candidate, info, all, read, plugins);
    if (reasons.length > 0) verdicts.set(info.node.metadata.name, reasons);
    return reasons.length === 0;
  });
  if (feasible.length === 0) return { unschedulable: fitErrorMessage(all.length, verdicts) };
  const nominated = feasible.find(
    ({ node }) => node.metadata.name === pod.status.nominatedNodeName,
  );
  return { node: (nominated ?? best(candidate, feasible, plugins, random)).node };
}

function infoOf(node: Frozen<Node>, read: Reader): NodeInfo {
  const onNode = read.byIndex(podsByNode, node.metadata.name);
  const requested = new Map<string, number>();
  for (const pod of onNode) add(requested, cachedRequests(pod));
  return { node, pods: onNode, requested };
}

/** The first plugin that objects speaks, as upstream stops there. */
function whyNot(
  candidate: Candidate,
  info: NodeInfo,
  all: readonly NodeInfo[],
  read: Reader,
  plugins: readonly Plugin[],
): readonly Reason[] {
  for (const plugin of plugins) {
    const reasons = plugin.filter?.(candidate, info, all, read) ?? [];
    if (reasons.length > 0) return reasons;
  }
  return [];
}

function best(
  candidate: Candidate,
  feasible: readonly NodeInfo[],
  plugins: readonly Plugin[],
  random: Random,
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
  const equals = scored.filter(({ score }) => score === most);
  const chosen = equals[random.below(equals.length)] ?? equals[0];
  return (chosen ?? { info: feasible[0] as NodeInfo }).info;
}

const requestsByPod = new WeakMap<Frozen<Pod>, Amounts>();

/** A frozen pod asks for the same for ever. */
function cachedRequests(pod: Frozen<Pod>): Amounts {
  let requests = requestsByPod.get(pod);
  if (!requests) {
    requests = requestsOf(pod);
    requestsByPod.set(pod, requests);
  }
  return requests;
}
