import {
  isConditionTrue,
  setCondition,
  type Told,
} from '../../api/apiextensions/customresourcedefinition/conditions.ts';
import { cleanupFinalizer } from '../../api/apiextensions/customresourcedefinition/strategy.ts';
import { type CustomResourceDefinition, customResourceDefinitions } from '../../api/index.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { formatTime } from '../../lib/instant.ts';
import { deepEqual, edit, type Frozen, thaw } from '../../lib/json.ts';
import type { Change, Reader, ServedResources } from '../../storage/store.ts';
import { planNames } from './naming.ts';

type Definition = Frozen<CustomResourceDefinition>;
type Names = CustomResourceDefinition['status']['acceptedNames'];

/**
 * Gives definitions their names, establishes them, and deletes their instances before they go
 * (apiextensions-apiserver's controllers status, establish and finalizer).
 */
export function createDefinitionController(resources: ServedResources): Controller {
  return {
    name: 'customresourcedefinition',
    wakes,
    reconcile: (key, world) => reconcile(resources, key, world),
  };
}

function wakes(change: Change, read: Reader): readonly Key[] {
  const { resource } = change;
  if (resource === customResourceDefinitions) {
    // A name that is free again may be another's.
    const all = read.list(customResourceDefinitions).map(keyOf);
    return change.new ? [change.key, ...all] : all;
  }
  if (change.new) return [];
  const key = { namespace: '', name: `${resource.plural}.${resource.group}` };
  const definition = read.get(customResourceDefinitions, key);
  return definition?.metadata.deletionTimestamp === undefined ? [] : [key];
}

function reconcile(resources: ServedResources, key: Key, world: World): Outcome {
  const definition = world.read.get(customResourceDefinitions, key);
  if (!definition) return undefined;
  if (definition.metadata.deletionTimestamp !== undefined) cleanUp(resources, definition, world);
  else establish(definition, world);
  return undefined;
}

function establish(definition: Definition, world: World): void {
  const { read } = world;
  const others = read
    .list(customResourceDefinitions)
    .filter((other) => other.metadata.name !== definition.metadata.name);
  const naming = planNames(definition, others);
  const isAccepted = naming.reason === 'NoConflicts';
  writeStatus(world, definition, (draft, tell) => {
    if (!deepEqual(draft.status.acceptedNames, naming.acceptedNames))
      draft.status.acceptedNames = thaw<Names>(naming.acceptedNames);
    const { reason, message } = naming;
    tell({ type: 'NamesAccepted', status: isAccepted ? 'True' : 'False', reason, message });
    if (isConditionTrue(definition, 'Established')) return;
    tell(isAccepted ? established : notAccepted);
  });
}

const established: Told = {
  type: 'Established',
  status: 'True',
  reason: 'InitialNamesAccepted',
  message: 'the initial names have been accepted',
};

const notAccepted: Told = {
  type: 'Established',
  status: 'False',
  reason: 'NotAccepted',
  message: 'not all names are accepted',
};

/** Deletes every instance; the last one takes the finalizer with it. */
function cleanUp(resources: ServedResources, definition: Definition, world: World): void {
  const { metadata, spec } = definition;
  if (!metadata.finalizers?.includes(cleanupFinalizer)) return;
  const resource = resources(world.read).find(
    ({ group, plural }) => group === spec.group && plural === spec.names.plural,
  );
  const told = writeStatus(world, definition, (_draft, tell) =>
    tell({
      type: 'Terminating',
      status: 'True',
      reason: 'InstanceDeletionInProgress',
      message: 'CustomResource deletion is in progress',
    }),
  );
  if (resource) {
    for (const object of world.read.list(resource))
      if (object.metadata.deletionTimestamp === undefined)
        world.client.delete(resource, keyOf(object));
    if (world.read.list(resource).length > 0) return;
  }
  const done = writeStatus(world, told, (_draft, tell) =>
    tell({
      type: 'Terminating',
      status: 'False',
      reason: resource ? 'InstanceDeletionCompleted' : 'NeverEstablished',
      message: resource ? 'removed all instances' : 'resource was never established',
    }),
  );
  world.client.update<CustomResourceDefinition>(
    customResourceDefinitions,
    edit<CustomResourceDefinition>(done, (draft) => {
      const left = (draft.metadata.finalizers ?? []).filter((name) => name !== cleanupFinalizer);
      if (left.length > 0) draft.metadata.finalizers = left;
      else delete draft.metadata.finalizers;
    }),
  );
}

function writeStatus(
  { client, now }: World,
  definition: Definition,
  change: (draft: CustomResourceDefinition, tell: (told: Told) => void) => void,
): Definition {
  const updated = edit<CustomResourceDefinition>(definition, (draft) =>
    change(draft, (told) => setCondition(draft.status, formatTime(now), told)),
  );
  return updated === definition
    ? definition
    : client.updateStatus(customResourceDefinitions, updated);
}
