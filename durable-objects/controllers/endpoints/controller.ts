import { type Endpoints, endpoints, type Pod, type Service, services } from '../../api/index.ts';
import type { Key } from '../../apimachinery/meta.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { deepEqual, edit, type Frozen } from '../../lib/json.ts';
import type { Change, Reader } from '../../storage/store.ts';
import {
  hasEndpoints,
  headlessLabel,
  isHeadless,
  podsOf,
  servicesOf,
  triggerTime,
  triggerTimeAnnotation,
} from '../service-pods.ts';
import { subsetsOf, truncate } from './subsets.ts';

const managedByLabel = 'endpoints.kubernetes.io/managed-by';
const manager = 'endpoint-controller';
const capacityAnnotation = 'endpoints.kubernetes.io/over-capacity';

/** Keeps the older form of each service's endpoints (pkg/controller/endpoint). */
export const endpointsController: Controller = { name: 'endpoints', wakes, reconcile };

function wakes(change: Change, read: Reader): readonly Key[] {
  if (change.resource !== endpoints) return servicesOf(change, read);
  const labels = (change.new ?? change.old)?.metadata.labels;
  return labels?.[managedByLabel] === manager ? [change.key] : [];
}

function reconcile(key: Key, world: World): Outcome {
  const service = world.read.get(services, key);
  const existing = world.read.get(endpoints, key);
  if (!service) {
    // Those that people made for a service go with it as well.
    if (existing) world.client.delete(endpoints, key);
    return undefined;
  }
  if (!hasEndpoints(service)) return undefined;
  const pods = podsOf(world.read, service);
  if (existing) update(world, existing, service, pods);
  else create(world, key, service, pods);
  return undefined;
}

function create(
  world: World,
  key: Key,
  service: Frozen<Service>,
  pods: readonly Frozen<Pod>[],
): void {
  const { subsets, isTruncated } = truncate(subsetsOf(service, pods));
  world.client.create(endpoints, {
    metadata: {
      ...key,
      labels: labelsOf(service),
      annotations: annotationsOf(service, pods, isTruncated, {}),
    },
    ...(subsets.length > 0 ? { subsets } : {}),
  });
}

/** Writes only when subsets or labels differ: the time of the change alone is no change. */
function update(
  world: World,
  existing: Frozen<Endpoints>,
  service: Frozen<Service>,
  pods: readonly Frozen<Pod>[],
): void {
  const { subsets, isTruncated } = truncate(subsetsOf(service, pods));
  const labels = labelsOf(service);
  const wasTruncated = existing.metadata.annotations?.[capacityAnnotation] !== undefined;
  const isSame =
    deepEqual(existing.subsets ?? [], subsets) &&
    deepEqual(existing.metadata.labels, labels) &&
    wasTruncated === isTruncated;
  if (isSame) return;
  const updated = edit<Endpoints>(existing, (draft) => {
    const before = draft.metadata.annotations ?? {};
    draft.metadata.labels = labels;
    draft.metadata.annotations = annotationsOf(service, pods, isTruncated, before);
    if (subsets.length > 0) draft.subsets = subsets;
    else delete draft.subsets;
  });
  world.client.update(endpoints, updated);
}

function labelsOf(service: Frozen<Service>): { [name: string]: string } {
  const { [headlessLabel]: _, ...labels } = service.metadata.labels ?? {};
  return {
    ...labels,
    [managedByLabel]: manager,
    ...(isHeadless(service) ? { [headlessLabel]: '' } : {}),
  };
}

function annotationsOf(
  service: Frozen<Service>,
  pods: readonly Frozen<Pod>[],
  isTruncated: boolean,
  before: { readonly [name: string]: string },
): { [name: string]: string } {
  const { [capacityAnnotation]: _, ...others } = before;
  return {
    ...others,
    [triggerTimeAnnotation]: triggerTime(service, pods),
    ...(isTruncated ? { [capacityAnnotation]: 'truncated' } : {}),
  };
}
