import { type FieldError, FieldPath, requiredError } from '../../../apimachinery/field-error.ts';
import { checkLabelSelector } from '../../../apimachinery/field-rules.ts';
import { pathSegmentErrors } from '../../../apimachinery/names.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import type { Frozen } from '../../../lib/json.ts';
import { validateRules } from '../validation.ts';
import { type ClusterRole, clusterRoleSchema } from './schema.ts';

/** Defaults and rules of ClusterRole; follows pkg/registry/rbac/clusterrole. */
export const clusterRoleStrategy: Strategy<ClusterRole> = {
  setDefaults(draft) {
    draft.rules ??= [];
    fillZeroValues(clusterRoleSchema, draft);
  },
  validateName: pathSegmentErrors,
  validate: (role) => [...validateRules(role.rules, false), ...checkAggregation(role)],
  validateUpdate: () => [],
  allowCreateOnUpdate: true,
};

function checkAggregation({ aggregationRule }: Frozen<ClusterRole>): readonly FieldError[] {
  if (!aggregationRule) return [];
  const at = FieldPath.of('aggregationRule', 'clusterRoleSelectors');
  const selectors = aggregationRule.clusterRoleSelectors ?? [];
  if (selectors.length > 0)
    return selectors.flatMap((selector, i) => checkLabelSelector(selector, at.index(i)));
  const text = 'at least one clusterRoleSelector required if aggregationRule is non-nil';
  return [requiredError(at, text)];
}
