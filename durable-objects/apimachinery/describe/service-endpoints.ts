import { type Frozen, isObject, type JsonObject } from '../../lib/json.ts';
import { firstThree } from '../columns.ts';
import type { KubeObject } from '../meta.ts';
import type { DescribeContext } from '../resource.ts';

/**
 * `10.244.1.2:80,...`: where a service's port leads, by its slices, which are read by shape because
 * this folder knows no kinds. Follows formatEndpointSlices of kubectl's describe.
 */
export function serviceEndpointsText(
  service: string,
  namespace: string | undefined,
  portName: string,
  context: DescribeContext,
): string {
  const slices = context
    .list('endpointslices', 'discovery.k8s.io', namespace)
    .filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service);
  if (slices.length === 0) return '<none>';
  return firstThree(slices.flatMap((slice) => addressesOf(slice, portName)));
}

function addressesOf(slice: Frozen<KubeObject>, portName: string): readonly string[] {
  const ports = objectsOf(Reflect.get(slice, 'ports'));
  const ready = objectsOf(Reflect.get(slice, 'endpoints')).filter(
    ({ conditions }) => !isObject(conditions) || conditions.ready !== false,
  );
  const addresses = ready.map((endpoint) =>
    String(Array.isArray(endpoint.addresses) ? endpoint.addresses[0] : ''),
  );
  if (ports.length === 0) return addresses;
  return ports
    .filter(({ name }) => (name ?? '') === portName)
    .flatMap(({ port }) => addresses.map((address) => joinHostPort(address, port)));
}

function objectsOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function joinHostPort(address: string, port: unknown): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
