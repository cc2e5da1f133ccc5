import { type Pod, pods } from '../../api/index.ts';
import { matchesLabels } from '../../apimachinery/labels.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import { StatusError } from '../../apimachinery/status-error.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { second } from '../../lib/instant.ts';
import { edit, type Frozen, thaw } from '../../lib/json.ts';
import type { Change, Reader } from '../../storage/store.ts';
import { isOf } from '../changes.ts';
import { candidates, podsByController } from '../indexes.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import { claimObjects } from '../ownership.ts';
import { concernsManager, isTerminal, nextAvailability } from '../pod-state.ts';
import { podFromTemplate } from '../pod-template.ts';
import {
  type ReplicaKind,
  type Replicated,
  replicaSetKind,
  replicationControllerKind,
} from './kinds.ts';
import { plan, type Step } from './plan.ts';
import { computeStatus, type ReplicaFailure } from './status.ts';

/** Keeps as many pods as each ReplicaSet asks for (pkg/controller/replicaset). */
export const replicaSetController = createController(replicaSetKind);

/** Keeps as many pods as each ReplicationController asks for. */
export const replicationControllerController = createController(replicationControllerKind);

function createController<T extends Replicated>(kind: ReplicaKind<T>): Controller {
  return {
    name: kind.name,
    wakes(change, read) {
      if (isOf(kind.resource, change)) return [change.key];
      if (isOf(pods, change) && concernsManager(change.old, change.new))
        return setsOfPod(kind, change, read);
      return [];
    },
    reconcile(key, world) {
      const set = world.read.get(kind.resource, key);
      return set && sync({ world, kind, set });
    },
  };
}

/** What is acted for, and with what. */
interface Act<T extends Replicated> {
  readonly world: World;
  readonly kind: ReplicaKind<T>;
  readonly set: Frozen<T>;
}

function sync<T extends Replicated>(act: Act<T>): Outcome {
  const { world, kind, set } = act;
  const members = claimPods(act);
  const step = plan(set, members, () => kind.relatedPods(world.read, set), world.now);
  const failure = step && perform(act, step);
  updateStatus(act, members, failure?.condition);
  if (failure) throw failure.error;
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const at = nextAvailability(members, minReadySeconds * second, world.now);
  if (at === undefined) return undefined;
  const because = `a pod of ${set.metadata.name} has then been ready for ${minReadySeconds} s`;
  return { requeueAt: at, because };
}

/** Pods that have not ended; matching orphans are adopted, others released. */
function claimPods<T extends Replicated>({ world, kind, set }: Act<T>): readonly Frozen<Pod>[] {
  const selector = kind.selector(set);
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
function perform<T extends Replicated>(act: Act<T>, step: Step): Failure | undefined {
  const isCreation = step.do === 'create';
  try {
    if (isCreation) for (let i = 0; i < step.count; i += 1) createPod(act);
    else for (const pod of step.pods) deletePod(act, pod);
    return undefined;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    if (isNamespaceTerminating(error)) return undefined;
    const reason = isCreation ? 'FailedCreate' : 'FailedDelete';
    const verb = isCreation ? 'creating' : 'deleting';
    record(act, 'Warning', reason, `Error ${verb}: ${error.message}`);
    return { condition: { reason, message: error.message }, error };
  }
}

function createPod<T extends Replicated>(act: Act<T>): void {
  const { world, set } = act;
  const { template } = set.spec;
  // Validation sees to it that a ReplicationController has one.
  if (!template) return;
  const pod = world.client.create(pods, podFromTemplate(template, set));
  record(act, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`);
}

function deletePod<T extends Replicated>(act: Act<T>, pod: Frozen<Pod>): void {
  act.world.client.delete(pods, keyOf(pod));
  record(act, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
}

function record<T extends Replicated>(
  { world, kind, set }: Act<T>,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void {
  world.events.record({ about: set, type, reason, message, component: kind.component });
}

function updateStatus<T extends Replicated>(
  { world, kind, set }: Act<T>,
  members: readonly Frozen<Pod>[],
  failure: ReplicaFailure | undefined,
): void {
  const status = computeStatus(set, members, failure, kind.countsTerminating, world.now);
  if (status === set.status) return;
  const updated = edit<T>(set, (draft) => {
    draft.status = thaw<Replicated['status']>(status);
  });
  world.client.updateStatus(kind.resource, updated);
}

/** The sets that manage a pod or did so; for an orphan all that select it. */
function setsOfPod<T extends Replicated>(
  kind: ReplicaKind<T>,
  change: Change<Pod>,
  read: Reader,
): readonly Key[] {
  const { namespace } = change.key;
  const names = new Set<string>();
  for (const object of [change.old, change.new]) {
    const owner = object && controllerOf(object);
    if (owner?.kind === kind.resource.kind) names.add(owner.name);
  }
  if (change.new && !controllerOf(change.new)) {
    const { labels } = change.new.metadata;
    for (const set of read.list(kind.resource, namespace))
      if (matchesLabels(kind.selector(set), labels)) names.add(set.metadata.name);
  }
  return [...names].map((name) => ({ namespace, name }));
}
