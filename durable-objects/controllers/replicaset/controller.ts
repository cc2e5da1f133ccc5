import { type Pod, pods, type ReplicaSet, replicaSets } from '../../api/index.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import { StatusError } from '../../apimachinery/status-error.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { second } from '../../lib/instant.ts';
import { edit, type Frozen, thaw } from '../../lib/json.ts';
import type { Change, Reader } from '../../storage/store.ts';
import { isOf } from '../changes.ts';
import { candidates, podsByController, replicaSetsByController } from '../indexes.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import { claimObjects } from '../ownership.ts';
import { concernsManager, isTerminal, nextAvailability } from '../pod-state.ts';
import { podFromTemplate } from '../pod-template.ts';
import { plan, type Step } from './plan.ts';
import { computeStatus, type ReplicaFailure } from './status.ts';

/** Keeps as many pods as each ReplicaSet asks for (pkg/controller/replicaset). */
export const replicaSetController: Controller = { name: 'replicaset', wakes, reconcile };

function wakes(change: Change, read: Reader): readonly Key[] {
  if (change.resource === replicaSets) return [change.key];
  if (isOf(pods, change))
    return concernsManager(change.old, change.new) ? setsOfPod(change, read) : [];
  return [];
}

function reconcile(key: Key, world: World): Outcome {
  const set = world.read.get(replicaSets, key);
  if (!set) return undefined;
  const members = claimPods(world, set);
  const step = plan(set, members, () => relatedPods(world.read, set), world.now);
  const failure = step && perform(world, set, step);
  updateStatus(world, set, members, failure?.condition);
  if (failure) throw failure.error;
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const at = nextAvailability(members, minReadySeconds * second, world.now);
  if (at === undefined) return undefined;
  const because = `a pod of ${key.name} has then been ready for ${minReadySeconds} s`;
  return { requeueAt: at, because };
}

/** Pods that have not ended; matching orphans are adopted, others released. */
function claimPods(world: World, set: Frozen<ReplicaSet>): readonly Frozen<Pod>[] {
  const selector = selectorOf(set.spec.selector);
  const found = candidates(world.read, podsByController, set).filter((pod) => !isTerminal(pod));
  return claimObjects(world, set, pods, found, (pod) =>
    matchesLabels(selector, pod.metadata.labels),
  );
}

interface Failure {
  readonly condition: ReplicaFailure;
  readonly error: StatusError;
}

/** Does the step, with its events, until something fails. */
function perform(world: World, set: Frozen<ReplicaSet>, step: Step): Failure | undefined {
  const isCreation = step.do === 'create';
  try {
    if (isCreation) for (let i = 0; i < step.count; i += 1) createPod(world, set);
    else for (const pod of step.pods) deletePod(world, set, pod);
    return undefined;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    if (isNamespaceTerminating(error)) return undefined;
    const reason = isCreation ? 'FailedCreate' : 'FailedDelete';
    const verb = isCreation ? 'creating' : 'deleting';
    record(world, set, 'Warning', reason, `Error ${verb}: ${error.message}`);
    return { condition: { reason, message: error.message }, error };
  }
}

function createPod(world: World, set: Frozen<ReplicaSet>): void {
  const pod = world.client.create(pods, podFromTemplate(set.spec.template, set));
  record(world, set, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
}

function deletePod(world: World, set: Frozen<ReplicaSet>, pod: Frozen<Pod>): void {
  world.client.delete(pods, keyOf(pod));
  record(world, set, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
}

function record(
  world: World,
  about: Frozen<ReplicaSet>,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  world.events.record({ about, type, reason, message, component: 'replicaset-controller' });
}

function updateStatus(
  world: World,
  set: Frozen<ReplicaSet>,
  members: readonly Frozen<Pod>[],
  failure: ReplicaFailure | undefined,
): void {
  const status = computeStatus(set, members, failure, world.now);
  if (status === set.status) return;
  const updated = edit<ReplicaSet>(set, (draft) => {
    draft.status = thaw<ReplicaSet['status']>(status);
  });
  world.client.updateStatus(replicaSets, updated);
}

/** The pods of every ReplicaSet that has the same controller: of one Deployment. */
function relatedPods(read: Reader, set: Frozen<ReplicaSet>): readonly Frozen<Pod>[] {
  const controller = controllerOf(set);
  const sets = controller ? read.byIndex(replicaSetsByController, controller.uid) : [set];
  return sets.flatMap((one) => read.byIndex(podsByController, one.metadata.uid));
}

/** The sets that manage a pod or did so; for an orphan all that select it. */
function setsOfPod(change: Change, read: Reader): readonly Key[] {
  const { namespace } = change.key;
  const names = new Set<string>();
  for (const object of [change.old, change.new]) {
    const owner = object && controllerOf(object);
    if (owner?.kind === 'ReplicaSet') names.add(owner.name);
  }
  if (change.new && !controllerOf(change.new)) {
    const { labels } = change.new.metadata;
    for (const set of read.list(replicaSets, namespace))
      if (matchesLabels(selectorOf(set.spec.selector), labels)) names.add(set.metadata.name);
  }
  return [...names].map((name) => ({ namespace, name }));
}
