import type { Pod } from '../../api/index.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import type { Frozen } from '../../lib/json.ts';
import type { NodeInfo, Plugin, Reason } from '../framework.ts';

const no: readonly Reason[] = [];

/**
 * Topology spread constraints of the pod, and, for pods without any, the default: pods of one
 * owner are spread over the nodes as far as that is possible.
 */
export const podTopologySpread: Plugin = {
  name: 'PodTopologySpread',
  weight: 2,
  filter({ pod }, info, all) {
    const hard = (pod.spec.topologySpreadConstraints ?? []).filter(
      (constraint) => constraint.whenUnsatisfiable === 'DoNotSchedule',
    );
    const missing = hard.some(({ topologyKey }) => !info.node.metadata.labels?.[topologyKey]);
    const text = "node(s) didn't match pod topology spread constraints (missing required label)";
    return missing ? [{ text, unresolvable: true }] : violations(pod, info, all);
  },
  score({ pod }, info, all) {
    const count = (node: NodeInfo): number =>
      node.pods.filter((other) => areAlike(pod, other)).length;
    const most = Math.max(0, ...all.map(count));
    return most === 0 ? 100 : (100 * (most - count(info))) / most;
  },
};

/** The hard constraints that the pod would break here. */
function violations(pod: Frozen<Pod>, info: NodeInfo, all: readonly NodeInfo[]): readonly Reason[] {
  for (const constraint of pod.spec.topologySpreadConstraints ?? []) {
    if (constraint.whenUnsatisfiable !== 'DoNotSchedule') continue;
    const { topologyKey: key, maxSkew } = constraint;
    const selector = selectorOf(constraint.labelSelector);
    const counts = new Map<string, number>();
    for (const other of all) {
      const domain = other.node.metadata.labels?.[key];
      if (domain === undefined) continue;
      const matching = other.pods.filter(
        (p) =>
          p.metadata.namespace === pod.metadata.namespace &&
          !p.metadata.deletionTimestamp &&
          matchesLabels(selector, p.metadata.labels),
      );
      counts.set(domain, (counts.get(domain) ?? 0) + matching.length);
    }
    const domain = info.node.metadata.labels?.[key] ?? '';
    const self = matchesLabels(selector, pod.metadata.labels) ? 1 : 0;
    const skew = (counts.get(domain) ?? 0) + self - Math.min(...counts.values());
    if (skew > maxSkew) {
      const text = "node(s) didn't match pod topology spread constraints";
      return [{ text, unresolvable: false }];
    }
  }
  return no;
}

function areAlike(pod: Frozen<Pod>, other: Frozen<Pod>): boolean {
  const owner = controllerOf(pod);
  return owner !== undefined && controllerOf(other)?.uid === owner.uid;
}
