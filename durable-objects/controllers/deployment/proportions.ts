import type { Deployment, ReplicaSet } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { annotatedMaxReplicas } from './annotations.ts';
import { maxReplicas } from './fenceposts.ts';
import { wantedPods } from './replica-sets.ts';

type Set = Frozen<ReplicaSet>;

/**
 * Sizes for several ReplicaSets when a Deployment is scaled in the midst of a rollout: each gets
 * its share of what is added or taken, so that a bad new template is not scaled up alone. What
 * rounding leaves goes to the largest (sync.go, scale).
 */
export function proportions(
  deployment: Frozen<Deployment>,
  sets: readonly Set[],
): readonly { readonly set: Set; readonly replicas: number }[] {
  const allowed = deployment.spec.replicas > 0 ? maxReplicas(deployment) : 0;
  const toAdd = allowed - wantedPods(sets);
  const sorted = [...sets].sort((a, b) => compare(a, b, toAdd > 0));
  let added = 0;
  const sizes = sorted.map((set) => {
    const part = share(deployment, set, toAdd, added);
    added += part;
    return { set, replicas: set.spec.replicas + part };
  });
  return sizes.map(({ set, replicas }, i) => ({
    set,
    replicas: i === 0 ? Math.max(0, replicas + toAdd - added) : replicas,
  }));
}

/** A part of `toAdd` that fits what is left of it; both are negative when scaling down. */
function share(deployment: Frozen<Deployment>, set: Set, toAdd: number, added: number): number {
  if (toAdd === 0 || toAdd === added) return 0;
  const part = fraction(deployment, set);
  return toAdd > 0 ? Math.min(part, toAdd - added) : Math.max(part, toAdd - added);
}

function fraction(deployment: Frozen<Deployment>, set: Set): number {
  if (deployment.spec.replicas === 0) return -set.spec.replicas;
  const before = annotatedMaxReplicas(set) ?? deployment.status.replicas ?? 0;
  if (before === 0) return 0;
  return Math.round((set.spec.replicas * maxReplicas(deployment)) / before) - set.spec.replicas;
}

/** Largest first; of one size the newer first when growing, the older when shrinking. */
function compare(a: Set, b: Set, isGrowing: boolean): number {
  if (a.spec.replicas !== b.spec.replicas) return b.spec.replicas - a.spec.replicas;
  const [left, right] = [a, b].map(
    ({ metadata }) => `${metadata.creationTimestamp} ${metadata.name}`,
  );
  const order = (left ?? '') < (right ?? '') ? -1 : 1;
  return isGrowing ? -order : order;
}
