import { type Key, type KubeObject, keyOf, type OwnerReference } from '../../apimachinery/meta.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { deepEqual, edit, type Frozen } from '../../lib/json.ts';
import type { Change, Reader, ServedResources } from '../../storage/store.ts';
import { type Graph, graphOf, type Item, workKeyOf } from './graph.ts';
import { deletesDependents, orphanFinalizer, plan } from './plan.ts';

/**
 * Deletes what has lost its owners, and sees deletions in the foreground and with orphans through
 * (pkg/controller/garbagecollector), for everything that is served and knowing none of it.
 */
export function createGarbageCollector(resources: ServedResources): Controller {
  return {
    name: 'garbagecollector',
    wakes: (change, read) => wakes(graphOf(resources(read)), change, read),
    reconcile(key, world) {
      const graph = graphOf(resources(world.read));
      const item = graph.find(world.read, key);
      return item && collect(graph, item, world);
    },
  };
}

function wakes(graph: Graph, change: Change, read: Reader): readonly Key[] {
  const { resource, old, new: present } = change;
  if (!isRelevant(old, present)) return [];
  const keys = present ? [workKeyOf(resource, change.key)] : [];
  const uid = (present ?? old)?.metadata.uid;
  if (uid !== undefined && (!present || deletesDependents(present))) {
    for (const dependent of graph.dependentsOf(read, uid))
      keys.push(workKeyOf(dependent.resource, keyOf(dependent.object)));
  }
  // An owner may wait for this very dependent to be gone, or to name it no longer.
  if (old && !sameOwners(old, present)) {
    for (const reference of old.metadata.ownerReferences ?? []) {
      const owner = graph.ownerKey(old, reference);
      if (owner) keys.push(workKeyOf(owner.resource, owner.key));
    }
  }
  return keys;
}

/** Most changes are of spec and status, which mean nothing here. */
function isRelevant(
  old: Frozen<KubeObject> | undefined,
  present: Frozen<KubeObject> | undefined,
): boolean {
  if (!present) return true;
  if (!old) return (present.metadata.ownerReferences ?? []).length > 0 || isGoing(present);
  return (
    isGoing(old) !== isGoing(present) ||
    !sameOwners(old, present) ||
    !deepEqual(old.metadata.finalizers, present.metadata.finalizers)
  );
}

function collect(graph: Graph, item: Item, { read, client }: World): Outcome {
  const { resource, object } = item;
  const step = plan(read, graph, item);
  switch (step.do) {
    case 'nothing':
      break;
    case 'orphan':
      for (const dependent of step.dependents)
        dropOwners(client, dependent, new Set([object.metadata.uid]));
      removeFinalizer(client, item, orphanFinalizer);
      break;
    case 'remove-finalizer':
      removeFinalizer(client, item, step.finalizer);
      break;
    case 'drop-owners':
      dropOwners(client, item, step.uids);
      break;
    case 'delete':
      if (step.unblock) changeOwners(client, item, (owners) => owners.map(unblocked));
      client.delete(resource, keyOf(object), {
        uid: object.metadata.uid,
        propagationPolicy: step.propagation,
      });
      break;
  }
  return undefined;
}

type Client = World['client'];

function removeFinalizer(client: Client, { resource, object }: Item, finalizer: string): void {
  client.update(
    resource,
    edit<KubeObject>(object, ({ metadata }) => {
      const others = (metadata.finalizers ?? []).filter((name) => name !== finalizer);
      if (others.length > 0) metadata.finalizers = others;
      else delete metadata.finalizers;
    }),
  );
}

function dropOwners(client: Client, item: Item, uids: ReadonlySet<string>): void {
  changeOwners(client, item, (owners) => owners.filter(({ uid }) => !uids.has(uid)));
}

function changeOwners(
  client: Client,
  { resource, object }: Item,
  change: (owners: readonly OwnerReference[]) => OwnerReference[],
): void {
  client.update(
    resource,
    edit<KubeObject>(object, ({ metadata }) => {
      const owners = change(metadata.ownerReferences ?? []);
      if (owners.length > 0) metadata.ownerReferences = owners;
      else delete metadata.ownerReferences;
    }),
  );
}

function unblocked(owner: OwnerReference): OwnerReference {
  return { ...owner, blockOwnerDeletion: false };
}

function isGoing(object: Frozen<KubeObject>): boolean {
  return object.metadata.deletionTimestamp !== undefined;
}

function sameOwners(old: Frozen<KubeObject>, present: Frozen<KubeObject> | undefined): boolean {
  return deepEqual(old.metadata.ownerReferences, present?.metadata.ownerReferences) && !!present;
}
