import { deepEqual, type Frozen } from '../../../lib/json.ts';
import {
  isExternallyAccessible,
  needsClusterIP,
  needsHealthCheck,
  needsNodePort,
} from './facts.ts';
import type { Service } from './schema.ts';

/**
 * Keeps `clusterIP` and the first of `clusterIPs` the same, whichever of them the client wrote.
 * Follows normalizeClusterIPs of pkg/registry/core/service.
 */
export function matchClusterIPs(draft: Service, old?: Frozen<Service>): void {
  const { spec } = draft;
  if (!old) {
    if (spec.clusterIP && !spec.clusterIPs?.length) spec.clusterIPs = [spec.clusterIP];
    return;
  }
  const sameIP = (spec.clusterIP ?? '') === (old.spec.clusterIP ?? '');
  const sameIPs = deepEqual(spec.clusterIPs ?? [], old.spec.clusterIPs ?? []);
  if (!sameIP && sameIPs) {
    if (spec.clusterIP) spec.clusterIPs = [spec.clusterIP];
    else delete spec.clusterIPs;
  } else if (sameIP && !sameIPs) {
    if (spec.clusterIPs?.[0]) spec.clusterIP = spec.clusterIPs[0];
    else delete spec.clusterIP;
  }
}

/** Keeps what was allocated when an update does not mention it, as `kubectl replace` does. */
export function keepAllocated(draft: Service, old: Frozen<Service>): void {
  const { spec } = draft;
  if (needsClusterIP(old) && needsClusterIP(draft)) {
    if (!spec.clusterIP && old.spec.clusterIP) spec.clusterIP = old.spec.clusterIP;
    if (!spec.clusterIPs?.length && spec.clusterIP === old.spec.clusterIP && old.spec.clusterIPs)
      spec.clusterIPs = [...old.spec.clusterIPs];
  }
  if (needsNodePort(old) && needsNodePort(draft)) keepNodePorts(draft, old);
  if (needsHealthCheck(old) && needsHealthCheck(draft) && old.spec.healthCheckNodePort)
    spec.healthCheckNodePort ||= old.spec.healthCheckNodePort;
}

/**
 * Drops what only the old type needed and the client left as it was, so that changing the type is
 * enough. Follows dropTypeDependentFields of pkg/registry/core/service.
 */
export function dropTypeDependent(draft: Service, old: Frozen<Service>): void {
  const { spec } = draft;
  const same = (field: keyof Service['spec']): boolean => deepEqual(spec[field], old.spec[field]);
  if (needsClusterIP(old) && !needsClusterIP(draft)) {
    if (same('clusterIP') && same('clusterIPs')) {
      delete spec.clusterIP;
      delete spec.clusterIPs;
    }
    if (same('ipFamilies')) delete spec.ipFamilies;
    if (same('ipFamilyPolicy')) delete spec.ipFamilyPolicy;
  }
  if (needsNodePort(old) && !needsNodePort(draft) && sameNodePorts(draft, old))
    for (const port of spec.ports ?? []) delete port.nodePort;
  if (needsHealthCheck(old) && !needsHealthCheck(draft) && same('healthCheckNodePort'))
    delete spec.healthCheckNodePort;
  if (old.spec.type === 'LoadBalancer' && spec.type !== 'LoadBalancer') {
    if (same('allocateLoadBalancerNodePorts')) delete spec.allocateLoadBalancerNodePorts;
    if (same('loadBalancerClass')) delete spec.loadBalancerClass;
  }
  if (isExternallyAccessible(old) && !isExternallyAccessible(draft)) {
    if (same('externalTrafficPolicy')) delete spec.externalTrafficPolicy;
  }
}

function keepNodePorts(draft: Service, old: Frozen<Service>): void {
  const used = new Set((draft.spec.ports ?? []).map((port) => port.nodePort));
  for (const port of draft.spec.ports ?? []) {
    if (port.nodePort) continue;
    const before = old.spec.ports?.find(
      (other) => other.port === port.port && other.protocol === port.protocol,
    )?.nodePort;
    if (before && !used.has(before)) port.nodePort = before;
  }
}

function sameNodePorts(draft: Service, old: Frozen<Service>): boolean {
  const ports = (service: Frozen<Service>): readonly number[] =>
    (service.spec.ports ?? []).map((port) => port.nodePort ?? 0).filter((port) => port !== 0);
  const before = ports(old);
  return ports(draft).every((port) => before.includes(port));
}
