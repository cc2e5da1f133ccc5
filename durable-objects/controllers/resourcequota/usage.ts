import type { ResourceQuota, ResourceQuotaStatus } from '../../api/index.ts';
import { countUsage } from '../../api/quota/match.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { compareQuantities, formatQuantity } from '../../apimachinery/quantity.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';

/**
 * The status that a quota should have: its limits, and what is used of each. An amount that is as
 * before keeps its text, and what nothing counts keeps what it had (syncResourceQuota).
 */
export function usageStatus(
  quota: Frozen<ResourceQuota>,
  resources: readonly Resource[],
  list: (resource: Resource) => readonly Frozen<KubeObject>[],
  now: Instant,
): ResourceQuotaStatus {
  const hard = { ...quota.spec.hard };
  const before = quota.status.used ?? {};
  const counted = countUsage(quota, resources, list, now);
  const used: { [resource: string]: string } = {};
  for (const resource of Object.keys(hard)) {
    const [amount, known] = [counted[resource], before[resource]];
    if (!amount) {
      if (known !== undefined) used[resource] = known;
    } else {
      const isSame = known !== undefined && compareQuantities(known, amount) === 0;
      used[resource] = isSame ? known : formatQuantity(amount);
    }
  }
  return { hard, used };
}
