import type { Taint } from '../../api/core/node/schema.ts';
import type { Pod } from '../../api/index.ts';
import { matchesNode, matchesNodeSelector } from '../../api/pod-template/node-matching.ts';
import { firstUntolerated, isTolerated } from '../../api/pod-template/toleration-matching.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Plugin, Reason } from '../framework.ts';

const no: readonly Reason[] = [];
const unschedulableTaint = 'node.kubernetes.io/unschedulable';

/** The pod names its node. */
export const nodeName: Plugin = {
  name: 'NodeName',
  filter: ({ pod }, { node }) =>
    !pod.spec.nodeName || pod.spec.nodeName === node.metadata.name
      ? no
      : [{ text: "node(s) didn't match the requested node name", unresolvable: true }],
};

/** A cordoned node takes only pods that tolerate it. */
export const nodeUnschedulable: Plugin = {
  name: 'NodeUnschedulable',
  filter({ pod }, { node }) {
    if (!node.spec.unschedulable) return no;
    const taint = { key: unschedulableTaint, effect: 'NoSchedule' };
    if (isTolerated(pod.spec.tolerations, taint)) return no;
    return [{ text: 'node(s) were unschedulable', unresolvable: true }];
  },
};

/** nodeSelector and required node affinity. */
export const nodeAffinity: Plugin = {
  name: 'NodeAffinity',
  weight: 2,
  filter({ pod }, { node }) {
    const selected = matchesNodeSelector(pod.spec.nodeSelector, node);
    const required =
      pod.spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
    if (selected && matchesNode(required, node)) return no;
    return [{ text: "node(s) didn't match Pod's node affinity/selector", unresolvable: true }];
  },
  score({ pod }, { node }, all) {
    const preferred =
      pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    const points = (candidate: typeof node): number =>
      preferred.reduce(
        (sum, { preference, weight }) =>
          matchesNode({ nodeSelectorTerms: [preference] }, candidate) ? sum + weight : sum,
        0,
      );
    const most = Math.max(0, ...all.map((info) => points(info.node)));
    return most === 0 ? 0 : (100 * points(node)) / most;
  },
};

/** Taints that the pod does not tolerate. */
export const taintToleration: Plugin = {
  name: 'TaintToleration',
  weight: 3,
  filter({ pod }, { node }) {
    const { tolerations } = pod.spec;
    const taint = firstUntolerated(tolerations, node.spec.taints, ['NoSchedule', 'NoExecute']);
    return taint ? [{ text: 'node(s) had untolerated taint(s)', unresolvable: true }] : no;
  },
  score({ pod }, { node }, all) {
    const count = (taints: Frozen<Taint[]> | undefined): number =>
      (taints ?? []).filter(
        (t) => t.effect === 'PreferNoSchedule' && !isTolerated(pod.spec.tolerations, t),
      ).length;
    const most = Math.max(0, ...all.map((info) => count(info.node.spec.taints)));
    return most === 0 ? 100 : 100 - (100 * count(node.spec.taints)) / most;
  },
};

/** Host ports that another pod of the node has taken. */
export const nodePorts: Plugin = {
  name: 'NodePorts',
  filter({ pod }, info) {
    const wanted = hostPorts(pod);
    if (wanted.length === 0) return no;
    const taken = info.pods.flatMap(hostPorts);
    const clash = wanted.some((a) => taken.some((b) => clashes(a, b)));
    const text = "node(s) didn't have free ports for the requested pod ports";
    return clash ? [{ text, unresolvable: false }] : no;
  },
};

interface HostPort {
  readonly ip: string;
  readonly protocol: string;
  readonly port: number;
}

function hostPorts(pod: Frozen<Pod>): readonly HostPort[] {
  return pod.spec.containers.flatMap((container) =>
    (container.ports ?? []).flatMap(({ hostPort, hostIP = '0.0.0.0', protocol }) =>
      hostPort ? [{ ip: hostIP, protocol, port: hostPort }] : [],
    ),
  );
}

function clashes(a: HostPort, b: HostPort): boolean {
  const sameAddress = a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0';
  return a.port === b.port && a.protocol === b.protocol && sameAddress;
}
