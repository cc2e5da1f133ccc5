import {
  addQuantities,
  compareQuantities,
  type Quantity,
  zero,
} from '../../apimachinery/quantity.ts';
import type { Frozen } from '../../lib/json.ts';
import type { PodSpec } from './pod-spec.ts';
import type { ResourceRequirements } from './resources.ts';

export type QOSClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** The resources that decide a pod's class. */
const counted = ['cpu', 'memory'];

/** A pod's quality of service, which says who is evicted first; follows pkg/apis/core/helper/qos. */
export function qosClass(spec: Frozen<PodSpec>): QOSClass {
  const parts: readonly Frozen<ResourceRequirements>[] = spec.resources
    ? [spec.resources]
    : [...spec.containers, ...(spec.initContainers ?? [])].map(({ resources }) => resources);
  const requests = sum(parts.map((part) => part.requests));
  const limits = sum(parts.map((part) => part.limits));
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const hasAllLimits = parts.every(({ limits: list }) =>
    counted.every((resource) => isPositive(list?.[resource])),
  );
  const areEqual =
    requests.size === limits.size &&
    [...requests].every(([resource, request]) => {
      const limit = limits.get(resource);
      return limit !== undefined && compareQuantities(request, limit) === 0;
    });
  return hasAllLimits && areEqual ? 'Guaranteed' : 'Burstable';
}

type List = { readonly [resource: string]: string } | undefined;

function sum(lists: readonly List[]): ReadonlyMap<string, Quantity> {
  const total = new Map<string, Quantity>();
  for (const list of lists)
    for (const resource of counted) {
      const quantity = list?.[resource];
      if (quantity !== undefined && isPositive(quantity))
        total.set(resource, addQuantities(total.get(resource) ?? zero, quantity));
    }
  return total;
}

function isPositive(quantity: string | undefined): boolean {
  return quantity !== undefined && compareQuantities(quantity, '0') > 0;
}
