import {
  type Deployment,
  type DeploymentStatus,
  deployments,
  pods,
  type ReplicaSet,
  replicaSets,
} from '../../api/index.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { edit, type Frozen, thaw } from '../../lib/json.ts';
import type { Change, Reader } from '../../storage/store.ts';
import { candidates, podsByController, replicaSetsByController } from '../indexes.ts';
import { claimObjects } from '../ownership.ts';
import { isTerminal } from '../pod-state.ts';
import { plan } from './plan.ts';
import { timeoutAt, withProgress } from './progress.ts';
import { findNew } from './replica-sets.ts';
import { syncNewReplicaSet, syncPaused } from './revision.ts';
import { perform } from './scaling.ts';
import { computeStatus } from './status.ts';

/** Moves each Deployment's pods to its template (pkg/controller/deployment). */
export const deploymentController: Controller = { name: 'deployment', wakes, reconcile };

function wakes(change: Change, read: Reader): readonly Key[] {
  if (change.resource === deployments) return [change.key];
  if (change.resource === replicaSets) return deploymentsOfReplicaSet(change, read);
  // Recreate waits for the last old pod.
  if (change.resource === pods && !change.new) return deploymentsOfPod(change, read);
  return [];
}

function reconcile(key: Key, world: World): Outcome {
  const stored = world.read.get(deployments, key);
  if (!stored) return undefined;
  const found = claimReplicaSets(world, stored);
  const isGoing = stored.metadata.deletionTimestamp !== undefined;
  const before = isGoing ? stored : syncNewReplicaSet(world, syncPaused(world, stored), found);
  const sets = found.map((set) => world.read.get(replicaSets, keyOf(set)) ?? set);
  const oldPodsRun = (): boolean => doOldPodsRun(world.read, before, sets);
  const steps = plan({ deployment: before, sets, oldPodsRun });
  const { deployment, sets: after } = perform(world, before, sets, steps);
  const newSet = findNew(deployment, after);
  const computed = computeStatus(deployment, after, newSet, world.now);
  const isRollout = !isGoing && !deployment.spec.paused;
  const status = isRollout
    ? withProgress(deployment, computed, after, newSet, world.now)
    : computed;
  updateStatus(world, deployment, status);
  const at = isRollout ? timeoutAt(deployment, status) : undefined;
  if (at === undefined) return undefined;
  return { requeueAt: at, because: `the rollout of ${key.name} will have made no progress` };
}

/** The Deployment's ReplicaSets; matching orphans are adopted, others released. */
function claimReplicaSets(
  world: World,
  deployment: Frozen<Deployment>,
): readonly Frozen<ReplicaSet>[] {
  const selector = selectorOf(deployment.spec.selector);
  const found = candidates(world.read, replicaSetsByController, deployment);
  return claimObjects(world, deployment, replicaSets, found, (set) =>
    matchesLabels(selector, set.metadata.labels),
  );
}

function doOldPodsRun(
  read: Reader,
  deployment: Frozen<Deployment>,
  sets: readonly Frozen<ReplicaSet>[],
): boolean {
  const newSet = findNew(deployment, sets);
  return sets
    .filter((set) => set !== newSet)
    .some(
      (set) =>
        set.status.replicas > 0 ||
        read.byIndex(podsByController, set.metadata.uid).some((pod) => !isTerminal(pod)),
    );
}

function updateStatus(
  world: World,
  deployment: Frozen<Deployment>,
  status: Frozen<DeploymentStatus>,
): void {
  if (status === deployment.status) return;
  const updated = edit<Deployment>(deployment, (draft) => {
    draft.status = thaw<Deployment['status']>(status);
  });
  world.client.updateStatus(deployments, updated);
}

/** The Deployments that manage a ReplicaSet or did so; for an orphan all that select it. */
function deploymentsOfReplicaSet(change: Change, read: Reader): readonly Key[] {
  const { namespace } = change.key;
  const names = new Set<string>();
  for (const object of [change.old, change.new]) {
    const owner = object && controllerOf(object);
    if (owner?.kind === 'Deployment') names.add(owner.name);
  }
  if (change.new && !controllerOf(change.new)) {
    const { labels } = change.new.metadata;
    for (const deployment of read.list(deployments, namespace))
      if (matchesLabels(selectorOf(deployment.spec.selector), labels))
        names.add(deployment.metadata.name);
  }
  return [...names].map((name) => ({ namespace, name }));
}

function deploymentsOfPod(change: Change, read: Reader): readonly Key[] {
  const { namespace } = change.key;
  const owner = change.old && controllerOf(change.old);
  if (owner?.kind !== 'ReplicaSet') return [];
  const set = read.get(replicaSets, { namespace, name: owner.name });
  const manager = set && controllerOf(set);
  return manager?.kind === 'Deployment' ? [{ namespace, name: manager.name }] : [];
}
