import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  type Quantity,
} from '../../apimachinery/quantity.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Container } from './container.ts';
import type { PodSpec } from './pod-spec.ts';

/** Amounts by the resource's name. */
export type ResourceAmounts = { readonly [resource: string]: Quantity };

type List = { readonly [resource: string]: string } | undefined;

/**
 * What a pod asks of a node: its containers together, or its hungriest init container if that is
 * more, plus overhead. Follows k8s.io/component-helpers/resource.
 */
export function podRequests(spec: Frozen<PodSpec>): ResourceAmounts {
  const total = { ...containerTotal(spec, ({ requests }) => requests) };
  for (const [resource, quantity] of Object.entries(spec.resources?.requests ?? {}))
    total[resource] = parseQuantity(quantity);
  return add(total, amountsOf(spec.overhead));
}

/** What a pod's containers may use at most together; a resource without limits is absent. */
export function podLimits(spec: Frozen<PodSpec>): ResourceAmounts {
  const total = { ...containerTotal(spec, ({ limits }) => limits) };
  for (const [resource, quantity] of Object.entries(spec.resources?.limits ?? {}))
    total[resource] = parseQuantity(quantity);
  const overhead = Object.entries(amountsOf(spec.overhead));
  return add(total, Object.fromEntries(overhead.filter(([resource]) => resource in total)));
}

function containerTotal(
  spec: Frozen<PodSpec>,
  read: (resources: Frozen<Container>['resources']) => List,
): ResourceAmounts {
  let running: ResourceAmounts = {};
  for (const { resources } of spec.containers) running = add(running, amountsOf(read(resources)));
  let sidecars: ResourceAmounts = {};
  let starting: ResourceAmounts = {};
  for (const { resources, restartPolicy } of spec.initContainers ?? []) {
    const own = amountsOf(read(resources));
    const withSidecars = add(sidecars, own);
    if (restartPolicy === 'Always') {
      running = add(running, own);
      sidecars = withSidecars;
    }
    starting = greater(starting, withSidecars);
  }
  return greater(running, starting);
}

function amountsOf(list: List): ResourceAmounts {
  return Object.fromEntries(
    Object.entries(list ?? {}).map(([resource, text]) => [resource, parseQuantity(text)]),
  );
}

function add(a: ResourceAmounts, b: ResourceAmounts): ResourceAmounts {
  return merge(a, b, addQuantities);
}

function greater(a: ResourceAmounts, b: ResourceAmounts): ResourceAmounts {
  return merge(a, b, (left, right) => (compareQuantities(left, right) < 0 ? right : left));
}

function merge(
  a: ResourceAmounts,
  b: ResourceAmounts,
  join: (left: Quantity, right: Quantity) => Quantity,
): ResourceAmounts {
  const result: { [resource: string]: Quantity } = { ...a };
  for (const [resource, amount] of Object.entries(b)) {
    const before = result[resource];
    result[resource] = before ? join(before, amount) : amount;
  }
  return result;
}
