import { ipAddresses, namespaces, type ServiceCIDR, serviceCIDRs } from '../../api/index.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import type { Controller } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { formatTime } from '../../lib/instant.ts';
import { isInRange, parseCidr, parseIp } from '../../lib/ip.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';

/** The range that the API server is started with; it keeps the object of this name itself. */
export const defaultServiceCIDR = { name: 'kubernetes', range: '10.96.0.0/12' } as const;

const finalizer = 'networking.k8s.io/service-cidr-finalizer';
const defaultKey: Key = { namespace: '', name: defaultServiceCIDR.name };

/**
 * A range stays as long as addresses in it have no other range (pkg/controller/servicecidrs,
 * pkg/controlplane/controller/defaultservicecidr).
 */
export const serviceCIDRController: Controller = {
  name: 'service-cidr-controller',
  wakes({ resource, key, new: object }, read) {
    if (resource === namespaces) return object && key.name === 'kube-system' ? [defaultKey] : [];
    if (resource === serviceCIDRs) return [key, defaultKey];
    return resource === ipAddresses && !object ? deleting(read) : [];
  },
  reconcile(key, world) {
    const { read, client } = world;
    const existing = read.get(serviceCIDRs, key);
    if (existing?.metadata.deletionTimestamp !== undefined) release(world, existing);
    else if (existing) keep(world, existing);
    else if (key.name === defaultServiceCIDR.name) {
      const spec = { cidrs: [defaultServiceCIDR.range] };
      client.create(serviceCIDRs, { metadata: { name: key.name }, spec });
    }
    return undefined;
  },
};

function deleting(read: Reader): readonly Key[] {
  return read
    .list(serviceCIDRs)
    .filter(({ metadata }) => metadata.deletionTimestamp !== undefined)
    .map((range) => keyOf(range));
}

function keep(world: World, range: Frozen<ServiceCIDR>): void {
  const { client } = world;
  const finalizers = range.metadata.finalizers ?? [];
  const held = finalizers.includes(finalizer)
    ? range
    : client.update(
        serviceCIDRs,
        edit<ServiceCIDR>(range, (draft) => {
          draft.metadata.finalizers = [...finalizers, finalizer];
        }),
      );
  const which = range.metadata.name === defaultServiceCIDR.name ? 'default Service' : 'Service';
  setReady(world, held, 'True', '', `Kubernetes ${which} CIDR is ready`);
}

function release(world: World, range: Frozen<ServiceCIDR>): void {
  const { read, client } = world;
  if (!isNeeded(read, range)) {
    client.update(
      serviceCIDRs,
      edit<ServiceCIDR>(range, (draft) => {
        draft.metadata.finalizers = (draft.metadata.finalizers ?? []).filter(
          (one) => one !== finalizer,
        );
      }),
    );
    return;
  }
  const message =
    'There are still IPAddresses referencing the ServiceCIDR, please remove them or create a new ServiceCIDR';
  setReady(world, range, 'False', 'Terminating', message);
}

/** An address in the range is in no other range that stays. */
function isNeeded(read: Reader, range: Frozen<ServiceCIDR>): boolean {
  const others = read
    .list(serviceCIDRs)
    .filter(
      ({ metadata }) =>
        metadata.name !== range.metadata.name && metadata.deletionTimestamp === undefined,
    );
  return read
    .list(ipAddresses)
    .some(
      ({ metadata: { name } }) => holds(range, name) && !others.some((other) => holds(other, name)),
    );
}

function holds({ spec }: Frozen<ServiceCIDR>, address: string): boolean {
  const value = parseIp(address);
  return (spec.cidrs ?? []).some((text) => {
    const range = parseCidr(text);
    return range !== undefined && value !== undefined && isInRange(range, value);
  });
}

function setReady(
  { client, now }: World,
  range: Frozen<ServiceCIDR>,
  status: 'True' | 'False',
  reason: string,
  message: string,
): void {
  const before = (range.status.conditions ?? []).find(({ type }) => type === 'Ready');
  if (before?.status === status && before.message === message) return;
  client.updateStatus(
    serviceCIDRs,
    edit<ServiceCIDR>(range, (draft) => {
      const lastTransitionTime = formatTime(now);
      draft.status.conditions = [{ type: 'Ready', status, lastTransitionTime, reason, message }];
    }),
  );
}
