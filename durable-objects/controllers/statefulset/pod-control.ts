import {
  type PersistentVolumeClaim,
  type Pod,
  persistentVolumeClaims,
  pods,
  type StatefulSet,
} from '../../api/index.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import { StatusError } from '../../apimachinery/status-error.ts';
import type { World } from '../../control/world.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { hasOtherController, newClaims, ownersMatch, restoreOwners } from './claims.ts';
import type { Revisions } from './history.ts';
import { claimNames, newPod, ordinalOf, podName, restoreIdentity } from './identity.ts';
import type { Step } from './plan.ts';
import { templateOf } from './revisions.ts';

/** What is acted for, and with what. */
export interface Act {
  readonly world: World;
  readonly set: Frozen<StatefulSet>;
  readonly revisions: Revisions;
}

/** Does one step, with the events that upstream records. Throws StatusError when it fails. */
export function perform(act: Act, step: Step): void {
  switch (step.do) {
    case 'wait':
      break;
    case 'create':
      createPod(act, step.ordinal, step.revision);
      break;
    case 'delete':
      attempt(act, 'Delete', step.pod.metadata.name, () => {
        act.world.client.delete(pods, keyOf(step.pod));
      });
      break;
    case 'create-claims':
      createClaims(act, ordinalOf(step.pod));
      updateClaims(act, step.pod);
      break;
    case 'update-claims':
      updateClaims(act, step.pod);
      break;
    case 'update':
      attempt(act, 'Update', step.pod.metadata.name, () => updatePod(act, step.pod));
      break;
  }
}

function createPod(act: Act, ordinal: number, revision: string): void {
  const { world, set, revisions } = act;
  const { current, update } = revisions;
  const source = revision === update.metadata.name ? update : current;
  attempt(act, 'Create', podName(set, ordinal), () => {
    createClaims(act, ordinal);
    const pod = world.client.create(pods, newPod(set, templateOf(source), revision, ordinal));
    updateClaims(act, pod);
  });
}

function updatePod(act: Act, pod: Frozen<Pod>): void {
  createClaims(act, ordinalOf(pod));
  act.world.client.update(
    pods,
    edit<Pod>(pod, (draft) => restoreIdentity(act.set, draft)),
  );
  updateClaims(act, pod);
}

/** Runs `body` and tells the set's events how it went; that a pod exists already is no news. */
function attempt(act: Act, verb: Verb, pod: string, body: () => void): void {
  const { name } = act.set.metadata;
  try {
    body();
  } catch (error) {
    if (error instanceof StatusError && error.reason !== 'AlreadyExists') {
      const message = `${verb} Pod ${pod} in StatefulSet ${name} failed error: ${error.message}`;
      record(act, 'Warning', `Failed${verb}`, message);
    }
    throw error;
  }
  const message = `${verb} Pod ${pod} in StatefulSet ${name} successful`;
  record(act, 'Normal', `Successful${verb}`, message);
}

type Verb = 'Create' | 'Delete' | 'Update';

/** Makes the claims that are missing; fails when one of them is on its way out. */
function createClaims(act: Act, ordinal: number): void {
  const failures: string[] = [];
  for (const claim of newClaims(act.set, ordinal)) {
    const { namespace = '', name = '' } = claim.metadata;
    const existing = act.world.read.get(persistentVolumeClaims, { namespace, name });
    if (existing?.metadata.deletionTimestamp !== undefined)
      failures.push(`pvc ${name} is being deleted`);
    if (existing) continue;
    const pod = podName(act.set, ordinal);
    const set = act.set.metadata.name;
    try {
      act.world.client.create(persistentVolumeClaims, claim);
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      failures.push(`failed to create PVC ${name}: ${error.message}`);
      const text = `Create Claim ${name} for Pod ${pod} in StatefulSet ${set} failed error: `;
      record(act, 'Warning', 'FailedCreate', text + error.message);
      continue;
    }
    const message = `Create Claim ${name} Pod ${pod} in StatefulSet ${set} success`;
    record(act, 'Normal', 'SuccessfulCreate', message);
  }
  if (failures.length === 0) return;
  const text = failures.length === 1 ? failures.join() : `[${failures.join(', ')}]`;
  throw new StatusError(500, 'InternalError', text);
}

/** Gives a pod's claims the owners that the retention policy wants. */
function updateClaims(act: Act, pod: Frozen<Pod>): void {
  const { world, set } = act;
  const namespace = set.metadata.namespace ?? '';
  for (const { claim: name } of claimNames(set, ordinalOf(pod))) {
    const claim = world.read.get(persistentVolumeClaims, { namespace, name });
    if (!claim) continue;
    if (hasOtherController(set, pod, claim)) {
      const text = `PersistentVolumeClaim ${name} has a conflicting OwnerReference that acts as a manging controller, the retention policy is ignored for this claim`;
      record(act, 'Warning', 'ConflictingController', text);
    }
    if (ownersMatch(set, pod, claim)) continue;
    const corrected = edit<PersistentVolumeClaim>(claim, (draft) => {
      const owners = restoreOwners(set, pod, claim);
      if (owners.length > 0) draft.metadata.ownerReferences = owners;
      else delete draft.metadata.ownerReferences;
    });
    world.client.update(persistentVolumeClaims, corrected);
  }
}

function record(act: Act, type: 'Normal' | 'Warning', reason: string, message: string): void {
  const component = 'statefulset-controller';
  act.world.events.record({ about: act.set, type, reason, message, component });
}
