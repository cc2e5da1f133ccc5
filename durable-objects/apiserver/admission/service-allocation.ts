import {
  isHeadless,
  needsClusterIP,
  needsHealthCheck,
  needsNodePort,
} from '../../api/core/service/facts.ts';
import { keepAllocated } from '../../api/core/service/normalize.ts';
import { services } from '../../api/core/service/resource.ts';
import type { Service } from '../../api/core/service/schema.ts';
import { ipAddresses } from '../../api/networking/ipaddress/resource.ts';
import type { IPAddress } from '../../api/networking/ipaddress/schema.ts';
import { serviceCIDRs } from '../../api/networking/servicecidr/resource.ts';
import {
  type FieldError,
  FieldPath,
  invalid,
  invalidError,
} from '../../apimachinery/field-error.ts';
import { internalError } from '../../apimachinery/status-error.ts';
import type { Frozen } from '../../lib/json.ts';
import { frozenOf, ofResource } from './attributes.ts';
import type { AdmissionAttributes, AdmissionPlugin } from './plugin.ts';
import {
  freeClusterIP,
  freeNodePort,
  isNodePort,
  isServiceAddress,
  serviceRanges,
} from './service-ranges.ts';

const spec = FieldPath.of('spec');

/**
 * Gives Services their cluster IPs and node ports, and refuses those that are taken or out of
 * range. Upstream does it in the registry (pkg/registry/core/service/storage/alloc.go). What
 * Services and IPAddresses have is taken; a controller writes the IPAddresses of Services.
 */
export const serviceAllocation: AdmissionPlugin = {
  name: 'ServiceAllocation',
  admit(attributes, draft) {
    const service = ofResource(services, attributes, draft);
    if (!service || !['CREATE', 'UPDATE'].includes(attributes.operation)) return;
    const old = frozenOf(services, attributes, attributes.old);
    if (old) keepAllocated(service, old);
    const errors = [
      ...setFamilies(service),
      ...setClusterIP(attributes, service, old),
      ...setNodePorts(attributes, service, old),
    ];
    if (errors.length > 0) throw invalid({ group: '', kind: 'Service' }, attributes.name, errors);
  },
};

/** The cluster has IPv4 only. A headless Service without selector may have both. */
function setFamilies(service: Service): readonly FieldError[] {
  if (!needsClusterIP(service)) return [];
  const draft = service.spec;
  const isOpen = isNoIP(service) && Object.keys(draft.selector ?? {}).length === 0;
  draft.ipFamilyPolicy ??= isOpen ? 'RequireDualStack' : 'SingleStack';
  if (isOpen) {
    draft.ipFamilies ??= draft.ipFamilyPolicy === 'SingleStack' ? ['IPv4'] : ['IPv4', 'IPv6'];
    return [];
  }
  draft.ipFamilies ??= ['IPv4'];
  const at = draft.ipFamilies.indexOf('IPv6');
  if (at >= 0) {
    const text = 'not configured on this cluster';
    return [invalidError(spec.child('ipFamilies').index(at), 'IPv6', text)];
  }
  if (draft.ipFamilyPolicy !== 'RequireDualStack') return [];
  const text = 'this cluster is not configured for dual-stack services';
  return [invalidError(spec.child('ipFamilyPolicy'), draft.ipFamilyPolicy, text)];
}

function setClusterIP(
  { read, random }: AdmissionAttributes,
  service: Service,
  old: Frozen<Service> | undefined,
): readonly FieldError[] {
  if (!needsClusterIP(service) || isNoIP(service)) return [];
  const used = new Set([
    ...others(read.list(services), service).flatMap((one) => one.spec.clusterIPs ?? []),
    ...othersAddresses(read.list(ipAddresses), service),
  ]);
  const asked = service.spec.clusterIP || service.spec.clusterIPs?.[0];
  if (asked) {
    if (asked === old?.spec.clusterIP) return [];
    const why = used.has(asked)
      ? 'provided IP is already allocated'
      : isServiceAddress(read.list(serviceCIDRs), asked)
        ? undefined
        : 'the provided network does not match the current range';
    if (why === undefined) return [];
    const text = `failed to allocate IP ${asked}: ${why}`;
    return [invalidError(spec.child('clusterIPs'), [asked], text)];
  }
  const free = freeClusterIP(random('cluster-ip'), used);
  if (free === undefined)
    throw internalError(
      `failed to allocate a serviceIP: range ${serviceRanges.clusterIPs} is full`,
    );
  service.spec.clusterIP = free;
  service.spec.clusterIPs = [free];
  return [];
}

function setNodePorts(
  { read, random }: AdmissionAttributes,
  service: Service,
  old: Frozen<Service> | undefined,
): readonly FieldError[] {
  const used = new Set(others(read.list(services), service).flatMap(nodePortsOf));
  const before = new Set(old ? nodePortsOf(old) : []);
  const allocate = (purpose: string): number => {
    const free = freeNodePort(random(purpose), used);
    if (free === undefined)
      throw internalError(
        `failed to allocate a nodePort: range ${serviceRanges.nodePorts} is full`,
      );
    used.add(free);
    return free;
  };
  const errors: FieldError[] = [];
  const ports = needsNodePort(service) ? (service.spec.ports ?? []) : [];
  ports.forEach((port, i) => {
    const { nodePort } = port;
    if (!nodePort || before.has(nodePort)) return;
    const why = refusal(nodePort, used);
    if (why)
      errors.push(invalidError(spec.child('ports').index(i).child('nodePort'), nodePort, why));
  });
  for (const { nodePort } of ports) if (nodePort) used.add(nodePort);
  for (const port of ports) port.nodePort ||= allocate(`node-port ${port.protocol} ${port.port}`);
  if (needsHealthCheck(service) && !service.spec.healthCheckNodePort)
    service.spec.healthCheckNodePort = allocate('health-check-node-port');
  return errors;
}

function refusal(port: number, used: ReadonlySet<number>): string | undefined {
  if (!isNodePort(port))
    return `provided port is not in the valid range. The range of valid ports is ${serviceRanges.nodePorts}`;
  return used.has(port) ? 'provided port is already allocated' : undefined;
}

/** True when the manifest asks for no address, in either of its fields. */
function isNoIP(service: Service): boolean {
  return isHeadless(service) || service.spec.clusterIP === 'None';
}

function others(
  all: readonly Frozen<Service>[],
  { metadata }: Service,
): readonly Frozen<Service>[] {
  return all.filter(
    (one) => one.metadata.name !== metadata.name || one.metadata.namespace !== metadata.namespace,
  );
}

/** Addresses that belong to something else than this service. */
function othersAddresses(
  all: readonly Frozen<IPAddress>[],
  { metadata }: Service,
): readonly string[] {
  return all
    .filter(({ spec: { parentRef } }) => {
      const { resource, namespace, name } = parentRef ?? {};
      const isOwn = namespace === metadata.namespace && name === metadata.name;
      return resource !== services.plural || !isOwn;
    })
    .map((address) => address.metadata.name);
}

function nodePortsOf(service: Frozen<Service>): readonly number[] {
  const ports = [
    ...(service.spec.ports ?? []).map((port) => port.nodePort ?? 0),
    service.spec.healthCheckNodePort ?? 0,
  ];
  return ports.filter((port) => port !== 0);
}
