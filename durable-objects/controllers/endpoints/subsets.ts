import type { EndpointAddress, EndpointSubset, Pod, Service } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { isReady, isTerminating } from '../pod-state.ts';
import { addressesOf, hostnameIn, isHeadless, resolvePort } from '../service-pods.ts';

type Port = NonNullable<EndpointSubset['ports']>[number];

/** Addresses in one Endpoints object; the rest is left out, with an annotation that says so. */
export const maxAddresses = 1_000;

/** An address with the ports at which it serves. */
interface Entry {
  readonly address: EndpointAddress;
  readonly isReady: boolean;
  readonly ports: readonly Port[];
}

/**
 * The addresses of a service's pods, ready ones and others, in one subset for all that serve at
 * the same ports. Pods on their way out are left out (pkg/controller/endpoint).
 */
export function subsetsOf(
  service: Frozen<Service>,
  pods: readonly Frozen<Pod>[],
): EndpointSubset[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of pods.flatMap((pod) => entryOf(service, pod))) {
    const key = portsKey(entry.ports);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups].sort().map(([, entries]) => subsetOf(entries));
}

function entryOf(service: Frozen<Service>, pod: Frozen<Pod>): readonly Entry[] {
  const tolerates = service.spec.publishNotReadyAddresses === true;
  const [ip] = addressesOf(pod);
  if (ip === undefined || (isTerminating(pod) && !tolerates)) return [];
  const ports = portsOf(service, pod);
  if (ports.length === 0 && !isPortless(service)) return [];
  const hostname = hostnameIn(service, pod);
  const { namespace = '', name, uid } = pod.metadata;
  const address: EndpointAddress = {
    ip,
    ...(hostname === undefined ? {} : { hostname }),
    ...(pod.spec.nodeName === undefined ? {} : { nodeName: pod.spec.nodeName }),
    targetRef: { kind: 'Pod', namespace, name, uid },
  };
  return [{ address, isReady: tolerates || isReady(pod), ports }];
}

function portsOf(service: Frozen<Service>, pod: Frozen<Pod>): readonly Port[] {
  return (service.spec.ports ?? []).flatMap((port) => {
    const number = resolvePort(pod, port);
    if (number === undefined) return [];
    const { name, protocol, appProtocol } = port;
    const named = name === undefined || name === '' ? {} : { name };
    return [{ ...named, port: number, protocol, ...(appProtocol ? { appProtocol } : {}) }];
  });
}

function portsKey(ports: readonly Port[]): string {
  return ports
    .map(({ name, protocol, port, appProtocol }) => `${name} ${protocol} ${port} ${appProtocol}`)
    .join();
}

function isPortless(service: Frozen<Service>): boolean {
  return isHeadless(service) && (service.spec.ports ?? []).length === 0;
}

function subsetOf(entries: readonly Entry[]): EndpointSubset {
  const addresses = (isReadyOne: boolean): EndpointAddress[] =>
    entries
      .filter((entry) => entry.isReady === isReadyOne)
      .map(({ address }) => address)
      .sort((a, b) => (a.ip < b.ip ? -1 : 1));
  const ready = addresses(true);
  const others = addresses(false);
  const ports = entries[0]?.ports ?? [];
  return {
    ...(ready.length > 0 ? { addresses: ready } : {}),
    ...(others.length > 0 ? { notReadyAddresses: others } : {}),
    ...(ports.length > 0 ? { ports: [...ports] } : {}),
  };
}

/** Cuts to `maxAddresses`, ready ones first; says whether there was anything to cut. */
export function truncate(subsets: readonly EndpointSubset[]): {
  readonly subsets: EndpointSubset[];
  readonly isTruncated: boolean;
} {
  const total = subsets.reduce((sum, subset) => sum + all(subset).length, 0);
  if (total <= maxAddresses) return { subsets: [...subsets], isTruncated: false };
  let room = maxAddresses;
  const take = (addresses: EndpointAddress[] | undefined): EndpointAddress[] => {
    const taken = (addresses ?? []).slice(0, room);
    room -= taken.length;
    return taken;
  };
  const ready = subsets.map((subset) => take(subset.addresses));
  const others = subsets.map((subset) => take(subset.notReadyAddresses));
  const cut = subsets.map(({ ports }, i) => ({
    ...(ready[i]?.length ? { addresses: ready[i] } : {}),
    ...(others[i]?.length ? { notReadyAddresses: others[i] } : {}),
    ...(ports ? { ports } : {}),
  }));
  return { subsets: cut.filter((subset) => all(subset).length > 0), isTruncated: true };
}

function all({ addresses = [], notReadyAddresses = [] }: EndpointSubset): EndpointAddress[] {
  return [...addresses, ...notReadyAddresses];
}
