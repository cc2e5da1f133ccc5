import { type Namespace, namespaces, pods } from '../../api/index.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { formatTime } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import type { Change, Reader, ServedResources } from '../../storage/store.ts';
import { conditionsOf, planDeletions, type Remainder } from './plan.ts';

/** The finalizer that every namespace has, and that this controller serves. */
const finalizer = 'kubernetes';

/** Empties namespaces that are being deleted (pkg/controller/namespace). */
export function createNamespaceController(resources: ServedResources): Controller {
  return {
    name: 'namespace',
    wakes,
    reconcile: (key, world) => reconcile(resources(world.read), key, world),
  };
}

function wakes(change: Change, read: Reader): readonly Key[] {
  if (change.resource === namespaces) return change.new ? [change.key] : [];
  const { namespace } = change.key;
  if (namespace === '') return [];
  const key = { namespace: '', name: namespace };
  return read.get(namespaces, key)?.metadata.deletionTimestamp === undefined ? [] : [key];
}

function reconcile(resources: readonly Resource[], key: Key, world: World): Outcome {
  const namespace = world.read.get(namespaces, key);
  if (namespace?.metadata.deletionTimestamp === undefined) return undefined;
  if (!namespace.spec.finalizers.includes(finalizer)) return undefined;
  const remainders = remaining(resources, key.name, world.read);
  for (const { resource, objects } of planDeletions(remainders, pods))
    for (const object of objects) world.client.delete(resource, keyOf(object));
  const left = remaining(resources, key.name, world.read);
  const told = updateStatus(world, namespace, left);
  if (left.some(({ objects }) => objects.length > 0)) return undefined;
  const finalized = edit<Namespace>(told, (draft) => {
    draft.spec.finalizers = draft.spec.finalizers.filter((name) => name !== finalizer);
  });
  world.client.finalize<Namespace>(namespaces, finalized);
  return undefined;
}

function remaining(
  resources: readonly Resource[],
  namespace: string,
  read: Reader,
): readonly Remainder[] {
  return resources
    .filter((resource) => resource.namespaced)
    .map((resource) => ({ resource, objects: read.list(resource, namespace) }));
}

function updateStatus(
  world: World,
  namespace: Frozen<Namespace>,
  left: readonly Remainder[],
): Frozen<Namespace> {
  const now = formatTime(world.now);
  const updated = edit<Namespace>(namespace, ({ status }) => {
    status.phase = 'Terminating';
    status.conditions = conditionsOf(left).map((condition) => {
      const before = status.conditions?.find(({ type }) => type === condition.type);
      const since = before?.status === condition.status ? before.lastTransitionTime : undefined;
      return { ...condition, lastTransitionTime: since ?? now };
    });
  });
  return updated === namespace ? namespace : world.client.updateStatus(namespaces, updated);
}
