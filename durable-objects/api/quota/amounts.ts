import {
  addQuantities,
  compareQuantities,
  parseQuantity,
  type Quantity,
  subtractQuantities,
  zero,
} from '../../apimachinery/quantity.ts';

/** Amounts by the name that a quota has for what is counted: `pods`, `limits.cpu`. */
export type Usage = { readonly [resource: string]: Quantity };

/** The amounts in a quota's spec or status. */
export function usageFrom(list: { readonly [resource: string]: string } | undefined): Usage {
  return mapUsage(list ?? {}, parseQuantity);
}

export function addUsage(a: Usage, b: Usage): Usage {
  const sum: { [resource: string]: Quantity } = { ...a };
  for (const [resource, amount] of Object.entries(b))
    sum[resource] = addQuantities(sum[resource] ?? zero, amount);
  return sum;
}

/** What `now` has more than `before`. */
export function growth(now: Usage, before: Usage): Usage {
  const more = mapUsage(now, (amount, resource) =>
    subtractQuantities(amount, before[resource] ?? zero),
  );
  return filterUsage(more, (_, amount) => compareQuantities(amount, zero) > 0);
}

/** Without what is not tracked and what is not used. */
export function relevant(usage: Usage, isTracked: (resource: string) => boolean): Usage {
  return filterUsage(
    usage,
    (resource, amount) => isTracked(resource) && compareQuantities(amount, zero) !== 0,
  );
}

export function filterUsage(
  usage: Usage,
  keep: (resource: string, amount: Quantity) => boolean,
): Usage {
  return Object.fromEntries(Object.entries(usage).filter(([name, amount]) => keep(name, amount)));
}

function mapUsage<T>(
  list: { readonly [resource: string]: T },
  change: (amount: T, resource: string) => Quantity,
): Usage {
  return Object.fromEntries(
    Object.entries(list).map(([resource, amount]) => [resource, change(amount, resource)]),
  );
}
