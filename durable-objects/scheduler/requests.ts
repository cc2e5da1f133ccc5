import type { Pod } from '../api/index.ts';
import type { ResourceRequirements } from '../api/pod-template/resources.ts';
import { parseQuantity, quantityMillis, quantityValue } from '../apimachinery/quantity.ts';
import type { Frozen } from '../lib/json.ts';

/** Amounts by resource name: cpu in millicores, everything else in whole units. */
export type Amounts = ReadonlyMap<string, number>;

/**
 * What a pod asks of its node: the sum of its containers and sidecars, or what an init container
 * needs at its peak if that is more (component-helpers resource.PodRequests).
 */
export function requestsOf(pod: Frozen<Pod>): Amounts {
  const total = new Map<string, number>();
  for (const container of pod.spec.containers) add(total, requested(container.resources));
  const sidecars = new Map<string, number>();
  for (const container of pod.spec.initContainers ?? []) {
    const own = requested(container.resources);
    if (container.restartPolicy === 'Always') {
      add(sidecars, own);
      add(total, own);
    } else {
      raise(total, own, sidecars);
    }
  }
  add(total, amounts(pod.spec.overhead));
  return total;
}

/** Amounts of a resource list as in `status.allocatable`. */
export function amounts(list: Frozen<{ [name: string]: string }> | undefined): Amounts {
  const result = new Map<string, number>();
  for (const [name, text] of Object.entries(list ?? {})) {
    const quantity = parseQuantity(text);
    result.set(name, name === 'cpu' ? quantityMillis(quantity) : quantityValue(quantity));
  }
  return result;
}

/** Adds amounts to a running total. */
export function add(total: Map<string, number>, more: Amounts): void {
  for (const [name, amount] of more) total.set(name, (total.get(name) ?? 0) + amount);
}

function requested(resources: Frozen<ResourceRequirements> | undefined): Amounts {
  return amounts(resources?.requests);
}

function raise(total: Map<string, number>, peak: Amounts, beside: Amounts): void {
  for (const [name, amount] of peak) {
    const needed = amount + (beside.get(name) ?? 0);
    if (needed > (total.get(name) ?? 0)) total.set(name, needed);
  }
}
