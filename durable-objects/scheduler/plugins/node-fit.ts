import type { Taint } from '../../api/core/node/schema.ts';
import type { Pod } from '../../api/index.ts';
import type { Toleration } from '../../api/pod-template/affinity.ts';
import type { Frozen } from '../../lib/json.ts';
import { matchesNode } from '../../volumes/matching/node-affinity.ts';
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
    const isTolerated = pod.spec.tolerations?.some((toleration) => tolerates(toleration, taint));
    return isTolerated ? no : [{ text: 'node(s) were unschedulable', unresolvable: true }];
  },
};

/** nodeSelector and required node affinity. */
export const nodeAffinity: Plugin = {
  name: 'NodeAffinity',
  weight: 2,
  filter({ pod }, { node }) {
    const labels = node.metadata.labels ?? {};
    const selected = Object.entries(pod.spec.nodeSelector ?? {}).every(
      ([key, value]) => labels[key] === value,
    );
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
    const taint = firstUntolerated(pod, node.spec.taints, ['NoSchedule', 'NoExecute']);
    return taint ? [{ text: 'node(s) had untolerated taint(s)', unresolvable: true }] : no;
  },
  score({ pod }, { node }, all) {
    const count = (taints: Frozen<Taint[]> | undefined): number =>
      (taints ?? []).filter((t) => t.effect === 'PreferNoSchedule' && !isTolerated(pod, t)).length;
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

/** The first taint with one of these effects that nothing in the pod tolerates. */
export function firstUntolerated(
  pod: Frozen<Pod>,
  taints: Frozen<Taint[]> | undefined,
  effects: readonly string[],
): Frozen<Taint> | undefined {
  return taints?.find((taint) => effects.includes(taint.effect) && !isTolerated(pod, taint));
}

function isTolerated(pod: Frozen<Pod>, taint: Frozen<Taint>): boolean {
  return pod.spec.tolerations?.some((toleration) => tolerates(toleration, taint)) ?? false;
}

function tolerates(
  toleration: Frozen<Toleration>,
  taint: { readonly key: string; readonly effect: string; readonly value?: string },
): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  if (toleration.operator === 'Exists') return true;
  return toleration.key !== undefined && (toleration.value ?? '') === (taint.value ?? '');
}

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
