import { nodes, type Service, services } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import type { Random } from '../lib/random.ts';
import { defineIndex, type Reader } from '../storage/store.ts';
import { slicesByService } from './dns.ts';

/** A pod's address and port behind whatever was connected to. */
export interface Backend {
  readonly address: string;
  readonly port: number;
}

/** `direct`: no Service has this address, so it is some machine's own. */
export type Route = { readonly to: Backend } | 'direct' | 'refused' | 'dropped';

/** Services by each of their cluster IPs. */
export const servicesByAddress = defineIndex(services, (service) =>
  (service.spec.clusterIPs ?? []).filter((address) => address !== 'None'),
);

/** Services by each of their node ports. */
export const servicesByNodePort = defineIndex(services, (service) =>
  (service.spec.ports ?? []).flatMap(({ nodePort }) => (nodePort ? [String(nodePort)] : [])),
);

/**
 * Where kube-proxy's rules lead a TCP connection: to a ready endpoint drawn at random, refused
 * when there is none, dropped on a port that the Service doesn't have.
 */
export function route(read: Reader, address: string, port: number, random: Random): Route {
  const [service] = read.byIndex(servicesByAddress, address);
  if (service) return throughService(read, service, (spec) => spec.port === port, random);
  if (!isNodeAddress(read, address)) return 'direct';
  const [exposed] = read.byIndex(servicesByNodePort, String(port));
  if (!exposed) return 'direct';
  return throughService(read, exposed, (spec) => spec.nodePort === port, random);
}

/** The ready backends of one Service port, by its name. */
export function backendsOf(
  read: Reader,
  service: Frozen<Service>,
  portName: string,
): readonly Backend[] {
  const key = `${service.metadata.namespace}/${service.metadata.name}`;
  return read.byIndex(slicesByService, key).flatMap((slice) => {
    const port = slice.ports?.find((candidate) => candidate.name === portName)?.port;
    if (port === undefined || slice.addressType !== 'IPv4') return [];
    return (slice.endpoints ?? [])
      .filter((endpoint) => endpoint.conditions.ready !== false)
      .flatMap((endpoint) => endpoint.addresses.slice(0, 1).map((address) => ({ address, port })));
  });
}

type PortSpec = NonNullable<Frozen<Service>['spec']['ports']>[number];

function throughService(
  read: Reader,
  service: Frozen<Service>,
  isPort: (spec: PortSpec) => boolean,
  random: Random,
): Route {
  const spec = service.spec.ports?.find((port) => port.protocol === 'TCP' && isPort(port));
  if (!spec) return 'dropped';
  const backends = backendsOf(read, service, spec.name ?? '');
  const backend = backends[random.below(Math.max(backends.length, 1))];
  return backend ? { to: backend } : 'refused';
}

function isNodeAddress(read: Reader, address: string): boolean {
  return read
    .list(nodes)
    .some((node) => node.status.addresses?.some((own) => own.address === address));
}
