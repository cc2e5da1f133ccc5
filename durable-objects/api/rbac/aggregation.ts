import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { deepEqual, type Frozen } from '../../lib/json.ts';
import type { ClusterRole } from './clusterrole/schema.ts';
import type { PolicyRule } from './policy-rule.ts';

type Rules = readonly Frozen<PolicyRule>[];

/**
 * The rules that a role gathers from others by their labels; `roles` are sorted by name. Each rule
 * once, no role its own (pkg/controller/clusterroleaggregation).
 */
export function aggregatedRules(
  { metadata, aggregationRule }: Frozen<ClusterRole>,
  roles: readonly Frozen<ClusterRole>[],
): Rules {
  const rules: Frozen<PolicyRule>[] = [];
  for (const selector of (aggregationRule?.clusterRoleSelectors ?? []).map(selectorOf))
    for (const role of roles) {
      if (role.metadata.name === metadata.name) continue;
      if (!matchesLabels(selector, role.metadata.labels)) continue;
      for (const rule of role.rules)
        if (!rules.some((known) => deepEqual(known, rule))) rules.push(rule);
    }
  return rules;
}
