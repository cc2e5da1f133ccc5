import { type IPAddress, ipAddresses, type Service, services } from '../../api/index.ts';
import { type Key, keyOf, keyText } from '../../apimachinery/meta.ts';
import type { Controller } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { parseIp } from '../../lib/ip.ts';
import type { Frozen } from '../../lib/json.ts';
import { defineIndex } from '../../storage/store.ts';

const managedBy = 'ipaddress.kubernetes.io/managed-by';
const manager = 'ipallocator.k8s.io';

/** Addresses that this controller keeps, by their service. */
const addressesOfService = defineIndex(ipAddresses, (address) => {
  const service = serviceOf(address);
  return service ? [keyText(service)] : [];
});

/**
 * Every cluster IP has its IPAddress, and none outlives its service. Upstream's API server writes
 * both together and repairs what is missing (pkg/registry/core/service/ipallocator/controller).
 */
export const ipAllocator: Controller = {
  name: 'ipallocator-repair-controller',
  wakes({ resource, key, old, new: object }) {
    if (resource === services) return [key];
    if (resource !== ipAddresses) return [];
    const address = (object ?? old) as Frozen<IPAddress>;
    const service = serviceOf(address);
    return service ? [service] : [];
  },
  reconcile(key, { read, client }: World) {
    const service = read.get(services, key);
    const wanted = new Set(service ? clusterIPs(service) : []);
    for (const address of read.byIndex(addressesOfService, keyText(key))) {
      if (!wanted.has(address.metadata.name)) client.delete(ipAddresses, keyOf(address));
    }
    for (const name of wanted) {
      if (read.get(ipAddresses, { namespace: '', name })) continue;
      const { namespace } = key;
      client.create(ipAddresses, {
        metadata: { name, labels: labelsOf(name) },
        spec: { parentRef: { group: '', resource: 'services', namespace, name: key.name } },
      });
    }
    return undefined;
  },
};

function serviceOf({ metadata, spec }: Frozen<IPAddress>): Key | undefined {
  const { parentRef } = spec;
  if (parentRef?.resource !== services.plural || parentRef.group) return undefined;
  if (metadata.labels?.[managedBy] !== manager) return undefined;
  return { namespace: parentRef.namespace ?? '', name: parentRef.name };
}

function clusterIPs({ metadata, spec }: Frozen<Service>): readonly string[] {
  if (metadata.deletionTimestamp !== undefined || spec.type === 'ExternalName') return [];
  return (spec.clusterIPs ?? []).filter((address) => address !== 'None' && address !== '');
}

function labelsOf(address: string): { [name: string]: string } {
  const family = parseIp(address)?.bits === 128 ? 'IPv6' : 'IPv4';
  return { 'ipaddress.kubernetes.io/ip-family': family, [managedBy]: manager };
}
