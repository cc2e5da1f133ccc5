import { pathSegmentErrors } from '../../../apimachinery/names.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { setBindingDefaults } from '../subject.ts';
import { validateBinding, validateBindingUpdate } from '../validation.ts';
import { type RoleBinding, roleBindingSchema } from './schema.ts';

/** Defaults and rules of RoleBinding; follows pkg/registry/rbac/rolebinding. */
export const roleBindingStrategy: Strategy<RoleBinding> = {
  setDefaults(draft) {
    fillZeroValues(roleBindingSchema, draft);
    setBindingDefaults(draft);
  },
  validateName: pathSegmentErrors,
  validate: (binding) => validateBinding(binding, ['Role', 'ClusterRole'], true),
  validateUpdate: validateBindingUpdate,
  allowCreateOnUpdate: true,
};
