import {
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notFoundError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { checkName, checkQuantity } from '../../../apimachinery/field-rules.ts';
import { qualifiedNameErrors } from '../../../apimachinery/names.ts';
import { compareQuantities } from '../../../apimachinery/quantity.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { ResourceRequirements } from '../resources.ts';

/** Requests and limits of a container; `claims` are the pod's. */
export function checkContainerResources(
  resources: Frozen<ResourceRequirements>,
  claims: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  const { limits = {}, requests = {} } = resources;
  const names = [...Object.keys(limits), ...Object.keys(requests)];
  const isHuge = names.some((name) => name.startsWith('hugepages-'));
  const isCompute = names.some((name) => name === 'cpu' || name === 'memory');
  return [
    ...checkList(limits, at.child('limits')),
    ...Object.entries(requests).flatMap(([name, quantity]) => [
      ...checkEntry(name, quantity, at.child('requests').key(name)),
      ...checkAgainstLimit(name, quantity, limits[name], at),
    ]),
    ...(isHuge && !isCompute ? [forbiddenError(at, 'HugePages require cpu or memory')] : []),
    ...checkClaims(resources, claims, at.child('claims')),
  ];
}

/** True for resources that are counted in whole units: everything but cpu and bytes. */
export function isIntegerResource(name: string): boolean {
  return isExtended(name) || name === 'pods' || name.startsWith('hugepages-');
}

/** Names and amounts of a list of resources. */
export function checkList(
  list: { readonly [name: string]: string } | undefined,
  at: FieldPath,
): readonly FieldError[] {
  return Object.entries(list ?? {}).flatMap(([name, quantity]) =>
    checkEntry(name, quantity, at.key(name)),
  );
}

function checkEntry(name: string, quantity: string, at: FieldPath): readonly FieldError[] {
  return [...checkResourceName(name, at), ...checkQuantity(quantity, at, isIntegerResource(name))];
}

const containerResources = new Set(['cpu', 'memory', 'ephemeral-storage']);
const standardResources = new Set([
  ...containerResources,
  ...['pods', 'storage', 'services', 'replicationcontrollers', 'resourcequotas', 'secrets'],
  ...['persistentvolumeclaims', 'configmaps', 'services.nodeports', 'services.loadbalancers'],
  ...['requests.cpu', 'requests.memory', 'requests.storage', 'requests.ephemeral-storage'],
  ...['limits.cpu', 'limits.memory', 'limits.ephemeral-storage'],
]);

/** The name of a resource that containers can ask for (validateContainerResourceName). */
export function checkResourceName(name: string, at: FieldPath): readonly FieldError[] {
  const wrong = checkAnyResourceName(name, at);
  if (wrong.length > 0 && name.includes('/')) return wrong;
  if (name.includes('/')) {
    if (isNative(name) || isExtended(name)) return [];
    return [invalidError(at, name, "doesn't follow extended resource name standard")];
  }
  if (containerResources.has(name) || name.startsWith('hugepages-')) return wrong;
  return [...wrong, invalidError(at, name, 'must be a standard resource for containers')];
}

/** The name of any resource: a standard one, or one with a domain (validateResourceName). */
export function checkAnyResourceName(name: string, at: FieldPath): readonly FieldError[] {
  const wrong = checkName(qualifiedNameErrors, name, at);
  if (wrong.length > 0 || name.includes('/') || name.startsWith('hugepages-')) return wrong;
  if (standardResources.has(name)) return [];
  return [invalidError(at, name, 'must be a standard resource type or fully qualified')];
}

function checkAgainstLimit(
  name: string,
  quantity: string,
  limit: string | undefined,
  at: FieldPath,
): readonly FieldError[] {
  const place = at.child('requests');
  if (limit === undefined)
    return mayOvercommit(name)
      ? []
      : [requiredError(at.child('limits'), 'Limit must be set for non overcommitable resources')];
  const order = compareQuantities(quantity, limit);
  if (order !== 0 && !mayOvercommit(name))
    return [invalidError(place, quantity, `must be equal to ${name} limit of ${limit}`)];
  return order > 0
    ? [invalidError(place, quantity, `must be less than or equal to ${name} limit of ${limit}`)]
    : [];
}

function checkClaims(
  { claims }: Frozen<ResourceRequirements>,
  podClaims: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  return (claims ?? []).flatMap(({ name }, i) => {
    if (name === '') return [requiredError(at.index(i), '')];
    if (podClaims.includes(name)) return [];
    const { body, ...error } = notFoundError(at.index(i), name);
    const known =
      podClaims.length === 0 ? ' which is empty' : `: ${[...podClaims].sort().join(', ')}`;
    return [
      { ...error, body: `${body}: must be one of the names in pod.spec.resourceClaims${known}` },
    ];
  });
}

function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}

/** A resource that devices provide, e.g. `nvidia.com/gpu`. */
export function isExtended(name: string): boolean {
  return !isNative(name) && !name.startsWith('requests.');
}

/** False where limit and request must be the same. */
export function mayOvercommit(name: string): boolean {
  return isNative(name) && !name.startsWith('hugepages-');
}
