import type { Deployment, ReplicaSet } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { desiredReplicas, maxRevision } from './annotations.ts';
import { fenceposts, maxReplicas, minAvailable } from './fenceposts.ts';
import { proportions } from './proportions.ts';
import { active, availablePods, byAge, findNew, wantedPods } from './replica-sets.ts';

type Set = Frozen<ReplicaSet>;

/** Everything that decides what a Deployment's controller does next. */
export interface Situation {
  readonly deployment: Frozen<Deployment>;
  /** The Deployment's ReplicaSets. */
  readonly sets: readonly Set[];
  /** True while a pod of an old ReplicaSet exists that has not ended; for Recreate. */
  readonly oldPodsRun: () => boolean;
}

/** One thing to do or to wait for, and why. */
export type Step =
  | {
      readonly do: 'create';
      readonly replicas: number;
      readonly revision: bigint;
      readonly because: string;
    }
  | { readonly do: 'scale'; readonly set: Set; readonly to: number; readonly because: string }
  /** Deletes old ReplicaSets beyond the history limit. */
  | { readonly do: 'clean-up' }
  | { readonly do: 'wait'; readonly for: string };

/**
 * What to do now. Scaling the Deployment comes before rolling it out, and pausing it stops the
 * rollout but not the scaling (deployment_controller.go, syncDeployment).
 */
export function plan(situation: Situation): readonly Step[] {
  const { deployment } = situation;
  if (deployment.metadata.deletionTimestamp !== undefined) return [];
  if (deployment.spec.paused) return [...scale(situation), { do: 'clean-up' }];
  if (isScaling(situation)) return scale(situation);
  return deployment.spec.strategy.type === 'Recreate' ? recreate(situation) : roll(situation);
}

/**
 * RollingUpdate: first up, as far as the surge allows; otherwise down, as far as availability
 * allows. The ReplicaSets' status says when more is possible.
 */
function roll(situation: Situation): readonly Step[] {
  const { deployment, sets } = situation;
  const { replicas } = deployment.spec;
  const set = findNew(deployment, sets);
  if (!set) return [create(situation, room(deployment, sets, 0))];
  const wanted =
    set.spec.replicas > replicas ? replicas : room(deployment, sets, set.spec.replicas);
  if (wanted !== set.spec.replicas) return [scaleTo(set, wanted, rollout)];
  const old = active(others(sets, set));
  const down = scaleDownOld(deployment, old, set);
  if (down.length > 0) return down;
  if (old.length === 0) return [{ do: 'clean-up' }];
  return [{ do: 'wait', for: `pods of ${set.metadata.name} to be available` }];
}

/** Recreate: nothing new before everything old is gone. */
function recreate(situation: Situation): readonly Step[] {
  const { deployment, sets } = situation;
  const { replicas } = deployment.spec;
  const set = findNew(deployment, sets);
  const old = active(others(sets, set));
  if (old.length > 0) return old.map((one) => scaleTo(one, 0, 'Recreate ends the old pods first'));
  if (situation.oldPodsRun()) return [{ do: 'wait', for: 'the old pods to be gone' }];
  if (!set) return [create(situation, replicas)];
  if (set.spec.replicas !== replicas) return [scaleTo(set, replicas, rollout)];
  return [{ do: 'clean-up' }];
}

/** Scales without rolling out: one ReplicaSet alone, or several in proportion. */
function scale({ deployment, sets }: Situation): readonly Step[] {
  const { replicas, strategy } = deployment.spec;
  const because = `the deployment wants ${replicas} replicas`;
  const set = findNew(deployment, sets);
  const old = others(sets, set);
  const running = active(sets);
  if (running.length <= 1) {
    const one = running[0] ?? set ?? byAge(old).at(-1);
    return one && one.spec.replicas !== replicas ? [scaleTo(one, replicas, because)] : [];
  }
  if (set && isSaturated(deployment, set))
    return active(old).map((one) => scaleTo(one, 0, because));
  if (strategy.type !== 'RollingUpdate') return [];
  return proportions(deployment, running).map(({ set: one, replicas: to }) =>
    scaleTo(one, to, because),
  );
}

/** True when `spec.replicas` has changed since some ReplicaSet was last scaled. */
function isScaling({ deployment, sets }: Situation): boolean {
  return active(sets).some((set) => {
    const desired = desiredReplicas(set);
    return desired !== undefined && desired !== deployment.spec.replicas;
  });
}

/** How large the new ReplicaSet may get, which has `present` replicas now. */
function room(deployment: Frozen<Deployment>, sets: readonly Set[], present: number): number {
  const free = maxReplicas(deployment) - wantedPods(sets);
  if (free <= 0) return present;
  return present + Math.min(free, deployment.spec.replicas - present);
}

/**
 * Takes old pods away: sick ones first, which costs no availability, then as many as there are
 * available ones to spare. Pods of the new ReplicaSet that are not available count as missing, so
 * that a broken one never eats up the old ones.
 */
function scaleDownOld(
  deployment: Frozen<Deployment>,
  old: readonly Set[],
  set: Set,
): readonly Step[] {
  const newUnavailable = set.spec.replicas - (set.status.availableReplicas ?? 0);
  let least = minAvailable(deployment);
  let spare = wantedPods(old) + set.spec.replicas - least - newUnavailable;
  if (spare <= 0 && mayDeadlock(deployment, old, set)) {
    spare = 1;
    least -= 1;
  }
  if (spare <= 0) return [];
  const sizes = new Map(old.map((one) => [one, one.spec.replicas]));
  const shrink = (one: Set, by: number): void => {
    sizes.set(one, (sizes.get(one) ?? 0) - by);
  };
  for (const one of byAge(old)) {
    const sick = Math.min(spare, one.spec.replicas - (one.status.availableReplicas ?? 0));
    shrink(one, sick);
    spare -= sick;
  }
  let healthy = availablePods([...old, set]) - least;
  for (const one of byAge(old)) {
    const by = Math.max(0, Math.min(sizes.get(one) ?? 0, healthy));
    shrink(one, by);
    healthy -= by;
  }
  return byAge(old)
    .filter((one) => sizes.get(one) !== one.spec.replicas)
    .map((one) => scaleTo(one, sizes.get(one) ?? 0, rollout));
}

/**
 * With one pod per node by anti-affinity and no pod allowed to be missing, the surge pod finds no
 * node: then one old pod may go after all.
 */
function mayDeadlock(deployment: Frozen<Deployment>, old: readonly Set[], set: Set): boolean {
  const total = wantedPods(old) + set.spec.replicas;
  return (
    fenceposts(deployment).unavailable === 0 &&
    total > deployment.spec.replicas &&
    set.spec.replicas > (set.status.availableReplicas ?? 0) &&
    availablePods(old) === wantedPods(old) &&
    isSpreadByAffinity(deployment)
  );
}

/** True when pods of every revision keep apart: by labels that the selector names. */
function isSpreadByAffinity({ spec }: Frozen<Deployment>): boolean {
  const labels = spec.selector.matchLabels ?? {};
  const terms =
    spec.template.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return (terms ?? []).some(
    ({ labelSelector }) =>
      labelSelector !== undefined &&
      Object.entries(labelSelector.matchLabels ?? {}).every(
        ([key, value]) => labels[key] === value,
      ) &&
      (labelSelector.matchExpressions ?? []).every(({ key }) => labels[key] !== undefined),
  );
}

/** True when the new ReplicaSet has all the pods there should be, and they are available. */
function isSaturated({ spec }: Frozen<Deployment>, set: Set): boolean {
  return (
    set.spec.replicas === spec.replicas &&
    desiredReplicas(set) === spec.replicas &&
    set.status.availableReplicas === spec.replicas
  );
}

function create({ sets }: Situation, replicas: number): Step {
  const revision = maxRevision(sets) + 1n;
  return { do: 'create', replicas, revision, because: 'the pod template is new' };
}

function scaleTo(set: Set, to: number, because: string): Step {
  return { do: 'scale', set, to, because };
}

function others(sets: readonly Set[], set: Set | undefined): readonly Set[] {
  return sets.filter((one) => one !== set);
}

const rollout = 'the rollout goes on';
