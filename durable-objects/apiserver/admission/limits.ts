import type { LimitRange, LimitRangeItem } from '../../api/core/limitrange/schema.ts';
import type { PersistentVolumeClaim } from '../../api/core/persistentvolumeclaim/schema.ts';
import type { Pod } from '../../api/core/pod/schema.ts';
import {
  podLimits,
  podRequests,
  type ResourceAmounts,
} from '../../api/pod-template/resource-totals.ts';
import {
  compareQuantities,
  formatQuantity,
  parseQuantity,
  type QuantityLike,
} from '../../apimachinery/quantity.ts';
import type { Frozen } from '../../lib/json.ts';

type Amounts = { readonly [resource: string]: QuantityLike } | undefined;

/** What is asked for and what is allowed at most. */
interface Usage {
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** What in a pod breaks a LimitRange, container by container and as a whole. */
export function podViolations({ spec }: Frozen<Pod>, range: Frozen<LimitRange>): readonly string[] {
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const { overhead: _, ...bare } = spec;
  return range.spec.limits.flatMap((item) => {
    if (item.type === 'Container')
      return containers.flatMap(({ resources: { requests, limits } }) =>
        violations(item, { requests, limits }),
      );
    if (item.type !== 'Pod') return [];
    const requests: ResourceAmounts = podRequests(bare);
    return violations(item, { requests, limits: podLimits(bare) });
  });
}

/** What in a claim breaks a LimitRange: its request counts for the maximum too. */
export function claimViolations(
  { spec }: Frozen<PersistentVolumeClaim>,
  range: Frozen<LimitRange>,
): readonly string[] {
  const usage = { requests: spec.resources.requests, limits: {} };
  return range.spec.limits
    .filter(({ type }) => type === 'PersistentVolumeClaim')
    .flatMap((item) => [
      ...each(item.min, (resource, min) => belowMinimum(item.type, resource, min, usage)),
      ...each(item.max, (resource, max) => requestAboveMaximum(item.type, resource, max, usage)),
    ]);
}

function violations(item: Frozen<LimitRangeItem>, usage: Usage): readonly string[] {
  const { type } = item;
  return [
    ...each(item.min, (resource, min) => belowMinimum(type, resource, min, usage)),
    ...each(item.max, (resource, max) => aboveMaximum(type, resource, max, usage)),
    ...each(item.maxLimitRequestRatio, (resource, most) => aboveRatio(type, resource, most, usage)),
  ];
}

/** In the order of the resources' names; upstream's is that of a Go map. */
function each(
  amounts: { readonly [resource: string]: string } | undefined,
  look: (resource: string, enforced: string) => string | undefined,
): readonly string[] {
  return Object.entries(amounts ?? {})
    .sort()
    .flatMap(([resource, enforced]) => look(resource, enforced) ?? []);
}

function belowMinimum(
  type: string,
  resource: string,
  min: string,
  { requests, limits }: Usage,
): string | undefined {
  const [request, limit] = [requests?.[resource], limits?.[resource]];
  const rule = `minimum ${resource} usage per ${type} is ${min}`;
  if (request === undefined) return `${rule}.  No request is specified`;
  if (isLess(request, min)) return `${rule}, but request is ${textOf(request)}`;
  if (limit !== undefined && isLess(limit, min)) return `${rule}, but limit is ${textOf(limit)}`;
  return undefined;
}

function aboveMaximum(
  type: string,
  resource: string,
  max: string,
  usage: Usage,
): string | undefined {
  const limit = usage.limits?.[resource];
  const rule = `maximum ${resource} usage per ${type} is ${max}`;
  if (limit === undefined) return `${rule}.  No limit is specified`;
  if (isLess(max, limit)) return `${rule}, but limit is ${textOf(limit)}`;
  const isAsked = usage.requests?.[resource] !== undefined;
  return isAsked ? requestAboveMaximum(type, resource, max, usage) : undefined;
}

function requestAboveMaximum(
  type: string,
  resource: string,
  max: string,
  { requests }: Usage,
): string | undefined {
  const request = requests?.[resource];
  const rule = `maximum ${resource} usage per ${type} is ${max}`;
  if (request === undefined) return `${rule}.  No request is specified`;
  return isLess(max, request) ? `${rule}, but request is ${textOf(request)}` : undefined;
}

function aboveRatio(
  type: string,
  resource: string,
  most: string,
  { requests, limits }: Usage,
): string | undefined {
  const [request, limit] = [requests?.[resource], limits?.[resource]];
  const rule = `${resource} max limit to request ratio per ${type} is ${most}, but`;
  if (request === undefined || numberOf(request) === 0)
    return `${rule} no request is specified or request is 0`;
  if (limit === undefined || numberOf(limit) === 0)
    return `${rule} no limit is specified or limit is 0`;
  const ratio = numberOf(limit) / numberOf(request);
  return ratio > numberOf(most) ? `${rule} provided ratio is ${ratio.toFixed(6)}` : undefined;
}

function isLess(a: QuantityLike, b: QuantityLike): boolean {
  return compareQuantities(a, b) < 0;
}

function textOf(quantity: QuantityLike): string {
  return typeof quantity === 'string' ? quantity : formatQuantity(quantity);
}

function numberOf(quantity: QuantityLike): number {
  const { nanos } = typeof quantity === 'string' ? parseQuantity(quantity) : quantity;
  return Number(nanos) / 1e9;
}
