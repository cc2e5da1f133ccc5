import { resourceQuotas } from '../../api/core/resourcequota/resource.ts';
import type { ResourceQuota } from '../../api/core/resourcequota/schema.ts';
import { addUsage, growth, relevant, type Usage, usageFrom } from '../../api/quota/amounts.ts';
import type { Evaluator } from '../../api/quota/evaluator.ts';
import { evaluatorOf, isInScopes, trackedNames } from '../../api/quota/match.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { compareQuantities, formatQuantity, zero } from '../../apimachinery/quantity.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { refused } from './attributes.ts';
import type { AdmissionAttributes, AdmissionPlugin } from './plugin.ts';

type Quota = Frozen<ResourceQuota>;

/**
 * Refuses what exceeds a quota, and charges the rest to it at once, so that the next request of
 * the same transaction finds it used: as many steps as the namespace has quotas. What is given
 * back is the controller's to count. Follows k8s.io/apiserver/pkg/admission/plugin/resourcequota.
 */
export const resourceQuota: AdmissionPlugin = {
  name: 'ResourceQuota',
  validate(attributes, object) {
    for (const { quota, delta } of charges(attributes, object)) {
      const used = usageFrom(quota.status.used);
      const after = addUsage(used, delta);
      const hard = usageFrom(quota.status.hard);
      const exceeded = Object.keys(delta).filter(
        (resource) => compareQuantities(after[resource] ?? zero, hard[resource] ?? zero) > 0,
      );
      if (exceeded.length === 0) continue;
      const parts = [
        `exceeded quota: ${quota.metadata.name}`,
        `requested: ${amountsText(delta, exceeded)}`,
        `used: ${amountsText(used, exceeded)}`,
        `limited: ${amountsText(hard, exceeded)}`,
      ];
      throw refused(attributes, parts.join(', '));
    }
    return undefined;
  },
  charge(attributes, object, tx) {
    for (const { quota, delta } of charges(attributes, object)) {
      const used = addUsage(usageFrom(quota.status.used), delta);
      const charged = edit<ResourceQuota>(quota, (draft) => {
        draft.status.used = Object.fromEntries(
          Object.entries(used).map(([resource, amount]) => [resource, formatQuantity(amount)]),
        );
      });
      tx.put(resourceQuotas, charged);
    }
  },
};

interface Charge {
  readonly quota: Quota;
  /** What the request uses more of what the quota limits; never empty. */
  readonly delta: Usage;
}

/** What each quota of the namespace would be charged. Throws Forbidden where that can't be said. */
function charges(
  attributes: AdmissionAttributes,
  object: Frozen<KubeObject> | undefined,
): readonly Charge[] {
  const { operation, subresource, namespace, resource, read } = attributes;
  if (namespace === '' || subresource !== '' || !object) return [];
  const quotas = read.list(resourceQuotas, namespace);
  const evaluator = quotas.length === 0 ? undefined : evaluatorOf(resource);
  if (!evaluator) return [];
  if (operation !== 'CREATE' && !(operation === 'UPDATE' && evaluator.grows)) return [];
  return quotas.flatMap((quota) => chargeOf(quota, attributes, evaluator, object));
}

function chargeOf(
  quota: Quota,
  attributes: AdmissionAttributes,
  evaluator: Evaluator,
  object: Frozen<KubeObject>,
): readonly Charge[] {
  const names = trackedNames(quota, evaluator);
  if (names.length === 0 || !isInScopes(quota, evaluator, object)) return [];
  const { name } = quota.metadata;
  const lack = evaluator.lacks(object, names);
  if (lack !== undefined) throw refused(attributes, `failed quota: ${name}: ${lack}`);
  if (names.some((resource) => quota.status.used?.[resource] === undefined)) {
    const text = `status unknown for quota: ${name}, resources: ${[...names].sort().join(',')}`;
    throw refused(attributes, text);
  }
  const { old, now } = attributes;
  const before = old && isInScopes(quota, evaluator, old) ? evaluator.usage(old, now) : {};
  const isTracked = (resource: string): boolean => names.includes(resource);
  const delta = relevant(growth(evaluator.usage(object, now), before), isTracked);
  return Object.keys(delta).length === 0 ? [] : [{ quota, delta }];
}

/** `cpu=500m,pods=1`. */
function amountsText(usage: Usage, resources: readonly string[]): string {
  return [...resources]
    .sort()
    .map((resource) => `${resource}=${formatQuantity(usage[resource] ?? zero)}`)
    .join(',');
}
