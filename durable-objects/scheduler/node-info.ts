import { type Node, nodes, type Pod, pods } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import { defineIndex, type Reader } from '../storage/store.ts';
import type { NodeInfo } from './framework.ts';
import { type Amounts, add, requestsOf } from './requests.ts';

/** Pods that take up room on a node: those that have ended don't. */
export const podsByNode = defineIndex(pods, (pod) =>
  pod.spec.nodeName && !['Succeeded', 'Failed'].includes(pod.status.phase)
    ? [pod.spec.nodeName]
    : [],
);

/** Pods that wait for the node they have been promised. */
const nominatedPods = defineIndex(pods, ({ metadata, spec, status }) =>
  !spec.nodeName && status.nominatedNodeName && metadata.deletionTimestamp === undefined
    ? [status.nominatedNodeName]
    : [],
);

/** All nodes with what is on them. */
export function nodeInfos(read: Reader): readonly NodeInfo[] {
  return read.list(nodes).map((node) => infoOf(node, read.byIndex(podsByNode, node.metadata.name)));
}

/** The pods that are promised a node, other than this one. */
export function nominatedTo(node: string, pod: Frozen<Pod>, read: Reader): readonly Frozen<Pod>[] {
  const nominated = read.byIndex(nominatedPods, node);
  return nominated.filter((other) => other.metadata.uid !== pod.metadata.uid);
}

/** The node as it would be with these pods on it. */
export function infoOf(node: Frozen<Node>, onNode: readonly Frozen<Pod>[]): NodeInfo {
  const requested = new Map<string, number>();
  for (const pod of onNode) add(requested, cachedRequests(pod));
  return { node, pods: onNode, requested };
}

/** The same nodes with one of them changed. */
export function replaced(all: readonly NodeInfo[], by: NodeInfo): readonly NodeInfo[] {
  return all.map((info) => (info.node === by.node ? by : info));
}

/** A pod's priority, which admission has set. */
export function priorityOf({ spec }: Frozen<Pod>): number {
  return spec.priority ?? 0;
}

const requestsByPod = new WeakMap<Frozen<Pod>, Amounts>();

/** A frozen pod asks for the same for ever. */
export function cachedRequests(pod: Frozen<Pod>): Amounts {
  let requests = requestsByPod.get(pod);
  if (!requests) {
    requests = requestsOf(pod);
    requestsByPod.set(pod, requests);
  }
  return requests;
}
