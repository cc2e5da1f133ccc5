import type { Affinity, DaemonSet, Node, Pod, PodSpec, Toleration } from '../../api/index.ts';
import { matchesNode, matchesNodeSelector } from '../../api/pod-template/node-matching.ts';
import { firstUntolerated } from '../../api/pod-template/toleration-matching.ts';
import { type Frozen, thaw } from '../../lib/json.ts';

/** Whether a daemon pod belongs on a node. */
export interface Eligibility {
  /** It is made when it is missing. */
  readonly shouldRun: boolean;
  /** It stays when it is there: taints that only keep new pods away don't drive it out. */
  readonly mayStay: boolean;
}

/** daemon_controller.go, NodeShouldRunDaemonPod: the scheduler's rules that don't look at room. */
export function eligibilityOf(set: Frozen<DaemonSet>, node: Frozen<Node>): Eligibility {
  const { spec } = set.spec.template;
  const isNamed = !spec.nodeName || spec.nodeName === node.metadata.name;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (!isNamed || !matchesNodeSelector(spec.nodeSelector, node) || !matchesNode(required, node))
    return { shouldRun: false, mayStay: false };
  const tolerations = daemonTolerations(spec);
  const { taints } = node.spec;
  const lacks = (...effects: string[]): boolean =>
    firstUntolerated(tolerations, taints, effects) !== undefined;
  if (lacks('NoSchedule', 'NoExecute')) return { shouldRun: false, mayStay: !lacks('NoExecute') };
  return { shouldRun: true, mayStay: true };
}

/** The template's tolerations with those that every daemon has (AddOrUpdateDaemonPodTolerations). */
export function daemonTolerations(spec: Frozen<PodSpec>): Toleration[] {
  const own = (spec.tolerations ?? []).map((toleration) => ({ ...toleration }));
  const added = [...everyDaemon, ...(spec.hostNetwork ? [onHostNetwork] : [])];
  for (const toleration of added) {
    const same = own.findIndex((one) => isSameToleration(one, toleration));
    if (same >= 0) own[same] = { ...toleration };
    else own.push({ ...toleration });
  }
  return own;
}

const exists = (key: string, effect: string): Toleration => ({ key, operator: 'Exists', effect });

/** A daemon is there before its node is ready, and stays when the node is in trouble. */
const everyDaemon = [
  exists('node.kubernetes.io/not-ready', 'NoExecute'),
  exists('node.kubernetes.io/unreachable', 'NoExecute'),
  exists('node.kubernetes.io/disk-pressure', 'NoSchedule'),
  exists('node.kubernetes.io/memory-pressure', 'NoSchedule'),
  exists('node.kubernetes.io/pid-pressure', 'NoSchedule'),
  exists('node.kubernetes.io/unschedulable', 'NoSchedule'),
];

const onHostNetwork = exists('node.kubernetes.io/network-unavailable', 'NoSchedule');

function isSameToleration(a: Toleration, b: Toleration): boolean {
  return (
    a.key === b.key &&
    a.effect === b.effect &&
    (a.operator || 'Equal') === (b.operator || 'Equal') &&
    (a.value ?? '') === (b.value ?? '')
  );
}

/** The affinity by which the scheduler puts a daemon pod on its node and no other. */
export function affinityTo(node: string, affinity: Frozen<Affinity> | undefined): Affinity {
  const requirement = { key: nameField, operator: 'In', values: [node] };
  const terms = [{ matchFields: [requirement] }];
  const own: Affinity = affinity ? thaw<Affinity>(affinity) : {};
  return {
    ...own,
    nodeAffinity: {
      ...own.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms },
    },
  };
}

const nameField = 'metadata.name';

/** The node that a daemon pod is on, or is to be put on. */
export function targetNode({ spec }: Frozen<Pod>): string | undefined {
  if (spec.nodeName) return spec.nodeName;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  for (const { matchFields = [] } of required?.nodeSelectorTerms ?? [])
    for (const { key, operator, values = [] } of matchFields)
      if (key === nameField && operator === 'In' && values.length === 1) return values[0];
  return undefined;
}
