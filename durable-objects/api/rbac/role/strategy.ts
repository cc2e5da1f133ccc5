import { pathSegmentErrors } from '../../../apimachinery/names.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { validateRules } from '../validation.ts';
import { type Role, roleSchema } from './schema.ts';

/** Defaults and rules of Role; follows pkg/registry/rbac/role. */
export const roleStrategy: Strategy<Role> = {
  setDefaults(draft) {
    draft.rules ??= [];
    fillZeroValues(roleSchema, draft);
  },
  validateName: pathSegmentErrors,
  validate: ({ rules }) => validateRules(rules, true),
  validateUpdate: () => [],
  allowCreateOnUpdate: true,
};
