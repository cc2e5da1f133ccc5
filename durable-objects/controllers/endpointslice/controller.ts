import {
  type EndpointSlice,
  endpointSlices,
  nodes,
  type Service,
  services,
} from '../../api/index.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import { controllerReference } from '../../apimachinery/owner.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { deepEqual, edit, type Frozen, thaw } from '../../lib/json.ts';
import { type Change, defineIndex, type Reader } from '../../storage/store.ts';
import {
  hasEndpoints,
  headlessLabel,
  isHeadless,
  podsOf,
  servicesOf,
  triggerTime,
  triggerTimeAnnotation,
} from '../service-pods.ts';
import { addressTypes, endpointOf, portsOf } from './desired.ts';
import { type Content, type Group, plan, portsKey } from './plan.ts';

const serviceLabel = 'kubernetes.io/service-name';
const managedByLabel = 'endpointslice.kubernetes.io/managed-by';
const manager = 'endpointslice-controller.k8s.io';

/** This controller's slices by service. */
const slicesByService = defineIndex(endpointSlices, ({ metadata }) =>
  metadata.labels?.[managedByLabel] === manager
    ? [`${metadata.namespace}/${metadata.labels[serviceLabel]}`]
    : [],
);

/** Keeps each service's endpoint slices (pkg/controller/endpointslice). */
export const endpointSliceController: Controller = { name: 'endpointslice', wakes, reconcile };

function wakes(change: Change, read: Reader): readonly Key[] {
  if (change.resource !== endpointSlices) return servicesOf(change, read);
  const labels = (change.new ?? change.old)?.metadata.labels;
  const name = labels?.[serviceLabel];
  if (labels?.[managedByLabel] !== manager || name === undefined) return [];
  return [{ namespace: change.key.namespace, name }];
}

function reconcile(key: Key, world: World): Outcome {
  const service = world.read.get(services, key);
  // The garbage collector deletes the slices of a service that is gone.
  if (!service || service.metadata.deletionTimestamp !== undefined) return undefined;
  if (!hasEndpoints(service)) return undefined;
  const existing = world.read.byIndex(slicesByService, `${key.namespace}/${key.name}`);
  const pods = podsOf(world.read, service);
  const time = (): string => triggerTime(service, pods);
  const types = addressTypes(service);
  for (const slice of existing)
    if (!types.includes(slice.addressType)) world.client.delete(endpointSlices, keyOf(slice));
  for (const type of types) {
    const ofType = existing.filter(({ addressType }) => addressType === type);
    const planned = plan(ofType, groupsOf(world.read, service, pods, type));
    const updates = new Map(planned.update.map(({ slice, content }) => [slice, content]));
    for (const slice of planned.delete) world.client.delete(endpointSlices, keyOf(slice));
    for (const slice of ofType)
      if (!planned.delete.includes(slice))
        updateSlice(world, service, slice, updates.get(slice), time);
    for (const content of planned.create) createSlice(world, service, type, content, time);
  }
  return undefined;
}

function groupsOf(
  read: Reader,
  service: Frozen<Service>,
  pods: ReturnType<typeof podsOf>,
  addressType: string,
): readonly Group[] {
  const groups = new Map<
    string,
    { ports: Group['ports']; endpoints: Group['endpoints'][number][] }
  >();
  for (const pod of pods) {
    const node = read.get(nodes, { namespace: '', name: pod.spec.nodeName ?? '' });
    const endpoint = endpointOf(service, pod, node, addressType);
    if (!endpoint) continue;
    const ports = portsOf(service, pod);
    const key = portsKey(ports);
    const group = groups.get(key) ?? { ports, endpoints: [] };
    group.endpoints.push(endpoint);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function createSlice(
  world: World,
  service: Frozen<Service>,
  addressType: string,
  content: Content,
  time: () => string,
): void {
  const { name, namespace = '' } = service.metadata;
  world.client.create(endpointSlices, {
    metadata: {
      namespace,
      generateName: `${name}-`,
      labels: labelsOf(service),
      annotations: { [triggerTimeAnnotation]: time() },
      ownerReferences: [controllerReference(service)],
    },
    addressType,
    ...thaw<Pick<EndpointSlice, 'ports' | 'endpoints'>>(content),
  });
}

/** Writes a slice whose content or labels change. */
function updateSlice(
  world: World,
  service: Frozen<Service>,
  slice: Frozen<EndpointSlice>,
  content: Content | undefined,
  time: () => string,
): void {
  const labels = labelsOf(service);
  if (!content && deepEqual(slice.metadata.labels, labels)) return;
  const updated = edit<EndpointSlice>(slice, (draft) => {
    draft.metadata.labels = labels;
    if (!content) return;
    draft.metadata.annotations = { ...draft.metadata.annotations, [triggerTimeAnnotation]: time() };
    Object.assign(draft, thaw<Pick<EndpointSlice, 'ports' | 'endpoints'>>(content));
  });
  world.client.update(endpointSlices, updated);
}

function labelsOf(service: Frozen<Service>): { [name: string]: string } {
  const { [headlessLabel]: _, ...labels } = service.metadata.labels ?? {};
  return {
    ...labels,
    [serviceLabel]: service.metadata.name,
    [managedByLabel]: manager,
    ...(isHeadless(service) ? { [headlessLabel]: '' } : {}),
  };
}
