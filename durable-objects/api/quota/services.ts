import { quantityOf, zero } from '../../apimachinery/quantity.ts';
import type { Frozen } from '../../lib/json.ts';
import { services } from '../core/service/resource.ts';
import type { Service } from '../core/service/schema.ts';
import { type Evaluator, objectCountName, one } from './evaluator.ts';

const countName = objectCountName(services);
const tracked = new Set([countName, 'services', 'services.nodeports', 'services.loadbalancers']);

/** How Services count (pkg/quota/v1/evaluator/core/services.go). */
export const serviceEvaluator: Evaluator = {
  tracks: (name) => tracked.has(name),
  usage: ({ spec }: Frozen<Service>) => ({
    [countName]: one,
    services: one,
    'services.nodeports': quantityOf(nodePortsOf(spec)),
    'services.loadbalancers': spec.type === 'LoadBalancer' ? one : zero,
  }),
  matchesScope: () => false,
  lacks: () => undefined,
  grows: true,
};

/** By what is asked for: the ports may not be there yet. */
function nodePortsOf({ type, ports = [], allocateLoadBalancerNodePorts }: Frozen<Service>['spec']) {
  if (type !== 'NodePort' && type !== 'LoadBalancer') return 0;
  const isOwnOnly = type === 'LoadBalancer' && allocateLoadBalancerNodePorts === false;
  return isOwnOnly ? ports.filter(({ nodePort }) => nodePort).length : ports.length;
}
