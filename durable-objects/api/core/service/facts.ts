import type { Frozen } from '../../../lib/json.ts';
import type { Service } from './schema.ts';

type Read = Frozen<Service>;

/** True when traffic from outside can reach the Service by its own means. */
export function isExternallyAccessible({ spec }: Read): boolean {
  return (
    spec.type === 'LoadBalancer' ||
    spec.type === 'NodePort' ||
    (spec.type === 'ClusterIP' && (spec.externalIPs ?? []).length > 0)
  );
}

/** True for a Service whose clusterIP is `None`. */
export function isHeadless({ spec }: Read): boolean {
  return spec.clusterIPs?.length === 1 && spec.clusterIPs[0] === 'None';
}

export function needsClusterIP({ spec }: Read): boolean {
  return spec.type !== 'ExternalName';
}

export function needsNodePort({ spec }: Read): boolean {
  if (spec.type === 'NodePort') return true;
  return spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts !== false;
}

/** True when the load balancer asks a port of its own which nodes have an endpoint. */
export function needsHealthCheck({ spec }: Read): boolean {
  return spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local';
}
