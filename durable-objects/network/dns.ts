import { type EndpointSlice, endpointSlices, namespaces, services } from '../api/index.ts';
import type { Frozen } from '../lib/json.ts';
import { defineIndex, type Reader } from '../storage/store.ts';

/** The cluster's zone. */
export const clusterZone = 'cluster.local';

/** Seconds a record may be kept: `ttl 30` of kubeadm's Corefile. */
export const recordTtl = 30;

/** What the cluster's DNS server says to a question for addresses. */
export interface AddressAnswer {
  /** `outside`: not this zone's business, to be forwarded. */
  readonly status: 'NOERROR' | 'NXDOMAIN' | 'outside';
  readonly addresses: readonly string[];
  /** An ExternalName Service leads to this name. */
  readonly alias?: string;
}

/** Slices by `namespace/service`. */
export const slicesByService = defineIndex(endpointSlices, (slice) => {
  const service = slice.metadata.labels?.['kubernetes.io/service-name'];
  return service === undefined ? [] : [`${slice.metadata.namespace}/${service}`];
});

/**
 * A records of Services, pods of headless Services and pods by address, as CoreDNS' kubernetes
 * plugin answers them: a pure function of the objects. `name` is fully qualified, without the
 * last dot.
 */
export function answerAddresses(read: Reader, name: string): AddressAnswer {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.');
  const zone = clusterZone.split('.');
  if (labels.slice(-zone.length).join('.') !== clusterZone) return outside;
  const rest = labels.slice(0, -zone.length);
  const kind = rest.pop();
  if (kind === undefined) return empty;
  const namespace = rest.pop();
  if (kind !== 'svc' && kind !== 'pod') return nothing;
  if (namespace === undefined) return empty;
  if (!read.get(namespaces, { namespace: '', name: namespace })) return nothing;
  if (rest.length === 0) return empty;
  return kind === 'svc' ? ofService(read, namespace, rest) : ofPod(rest);
}

function ofService(read: Reader, namespace: string, labels: readonly string[]): AddressAnswer {
  const [name = '', host, ...more] = [...labels].reverse();
  const service = read.get(services, { namespace, name });
  if (!service || more.length > 0) return nothing;
  if (service.spec.type === 'ExternalName')
    return host === undefined
      ? { status: 'NOERROR', addresses: [], alias: service.spec.externalName ?? '' }
      : nothing;
  const isHeadless = service.spec.clusterIP === 'None';
  if (host === undefined && !isHeadless) return found([service.spec.clusterIP ?? '']);
  const slices = read.byIndex(slicesByService, `${namespace}/${name}`);
  const addresses = slices.flatMap((slice) => readyAddresses(slice, host));
  return addresses.length === 0 ? nothing : found([...new Set(addresses)].sort());
}

function readyAddresses(slice: Frozen<EndpointSlice>, host: string | undefined): string[] {
  if (slice.addressType !== 'IPv4') return [];
  return (slice.endpoints ?? [])
    .filter((endpoint) => endpoint.conditions.ready !== false)
    .flatMap((endpoint) =>
      endpoint.addresses.filter(
        (address) =>
          host === undefined || host === (endpoint.hostname ?? address.replaceAll('.', '-')),
      ),
    );
}

function ofPod(labels: readonly string[]): AddressAnswer {
  const address = (labels[0] ?? '').replaceAll('-', '.');
  const isAddress = labels.length === 1 && /^\d+\.\d+\.\d+\.\d+$/.test(address);
  return isAddress ? found([address]) : nothing;
}

const outside: AddressAnswer = { status: 'outside', addresses: [] };
const nothing: AddressAnswer = { status: 'NXDOMAIN', addresses: [] };
const empty: AddressAnswer = { status: 'NOERROR', addresses: [] };
const found = (addresses: readonly string[]): AddressAnswer => ({ status: 'NOERROR', addresses });
