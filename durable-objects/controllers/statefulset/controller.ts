import {
  type Pod,
  persistentVolumeClaims,
  pods,
  type StatefulSet,
  statefulSets,
} from '../../api/index.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { type Key, type KubeObject, keyOf } from '../../apimachinery/meta.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import { StatusError } from '../../apimachinery/status-error.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { second } from '../../lib/instant.ts';
import { edit, type Frozen, thaw } from '../../lib/json.ts';
import type { Change, Reader } from '../../storage/store.ts';
import { isOf } from '../changes.ts';
import { candidates, podsByController } from '../indexes.ts';
import { claimObjects } from '../ownership.ts';
import { concernsManager, nextAvailability } from '../pod-state.ts';
import { syncRevisions, truncateHistory } from './history.ts';
import { claimName, parsePodName } from './identity.ts';
import { plan, type Situation, type Step } from './plan.ts';
import { type Act, perform } from './pod-control.ts';
import { computeStatus } from './status.ts';

/** Keeps each StatefulSet's pods and claims as `plan` wants them (pkg/controller/statefulset). */
export const statefulSetController: Controller = { name: 'statefulset', wakes, reconcile };

function wakes(change: Change, read: Reader): readonly Key[] {
  if (change.resource === statefulSets) return [change.key];
  if (isOf(pods, change))
    return concernsManager(change.old, change.new) ? setsOfPod(change, read) : [];
  // A claim that was in a pod's way is gone.
  if (change.resource === persistentVolumeClaims && !change.new)
    return setsOfClaim(change.key, read);
  return [];
}

function reconcile(key: Key, world: World): Outcome {
  const set = world.read.get(statefulSets, key);
  if (!set) return undefined;
  const members = claimPods(world, set);
  if (set.metadata.deletionTimestamp !== undefined) return updateStatusOnly(world, set, members);
  const revisions = syncRevisions(world, set);
  const situation: Situation = {
    set,
    pods: members,
    claim: (name) => world.read.get(persistentVolumeClaims, { ...key, name }),
    currentRevision: revisions.current.metadata.name,
    updateRevision: revisions.update.metadata.name,
    now: world.now,
  };
  const steps = plan(situation);
  const failure = performAll({ world, set, revisions }, steps);
  // As upstream, what was just created or condemned counts at once: one status per step.
  const hasActed = steps.some((step) => step.do !== 'wait');
  const present = hasActed ? claimPods(world, set) : members;
  updateStatus(world, { ...situation, pods: present }, revisions.collisions);
  truncateHistory(world, set, members, revisions);
  if (failure) throw failure;
  return nextLook(situation);
}

/** Does step after step. The first that fails ends the pass; the rest is planned again. */
function performAll(act: Act, steps: readonly Step[]): StatusError | undefined {
  try {
    for (const step of steps) perform(act, step);
    return undefined;
  } catch (error) {
    if (error instanceof StatusError) return error;
    throw error;
  }
}

/** The set's pods by name and selector; matching orphans are adopted, others released. */
function claimPods(world: World, set: Frozen<StatefulSet>): readonly Frozen<Pod>[] {
  const selector = selectorOf(set.spec.selector);
  return claimObjects(
    world,
    set,
    pods,
    candidates(world.read, podsByController, set),
    (pod) => isMember(set, pod.metadata.name) && matchesLabels(selector, pod.metadata.labels),
  );
}

function isMember(set: Frozen<StatefulSet>, name: string): boolean {
  return parsePodName(name)?.parent === set.metadata.name;
}

/** No creation, no deletion, no new revision for a set that is being deleted. */
function updateStatusOnly(
  world: World,
  set: Frozen<StatefulSet>,
  members: readonly Frozen<Pod>[],
): Outcome {
  const { currentRevision = '', updateRevision = '', collisionCount = 0 } = set.status;
  const none = (): undefined => undefined;
  const { now } = world;
  const situation = { set, pods: members, claim: none, currentRevision, updateRevision, now };
  updateStatus(world, situation, collisionCount);
  return undefined;
}

function updateStatus(world: World, situation: Situation, collisions: number): void {
  const status = computeStatus(situation, collisions);
  if (status === situation.set.status) return;
  // Performing steps changes pods and claims only: the set that was read is still current.
  const updated = edit<StatefulSet>(situation.set, (draft) => {
    draft.status = thaw<StatefulSet['status']>(status);
  });
  world.client.updateStatus(statefulSets, updated);
}

function nextLook({ set, pods: members, now }: Situation): Outcome {
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const at = nextAvailability(members, minReadySeconds * second, now);
  if (at === undefined) return undefined;
  const because = `a pod of ${set.metadata.name} has then been ready for ${minReadySeconds} s`;
  return { requeueAt: at, because };
}

/** The set that manages a pod, did so, or could: by name, for a name it waits to use. */
function setsOfPod(change: Change, read: Reader): readonly Key[] {
  const { namespace, name } = change.key;
  const parents = new Set<string>();
  for (const object of [change.old, change.new]) {
    const owner = object && controllerOf(object);
    if (owner?.kind === 'StatefulSet') parents.add(owner.name);
  }
  const isFree = !change.new || !controllerOf(change.new);
  const parent = parsePodName(name)?.parent;
  if (isFree && parent !== undefined) parents.add(parent);
  return [...parents]
    .map((parentName) => ({ namespace, name: parentName }))
    .filter((key) => read.get(statefulSets, key) !== undefined);
}

function setsOfClaim(key: Key, read: Reader): readonly Key[] {
  const ordinal = parsePodName(key.name)?.ordinal;
  if (ordinal === undefined) return [];
  return read
    .list(statefulSets, key.namespace)
    .filter((set) =>
      set.spec.volumeClaimTemplates?.some(
        ({ metadata }) => claimName(set, metadata.name ?? '', ordinal) === key.name,
      ),
    )
    .map((set: Frozen<KubeObject>) => keyOf(set));
}
