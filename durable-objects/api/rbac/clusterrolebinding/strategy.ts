import { pathSegmentErrors } from '../../../apimachinery/names.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { setBindingDefaults } from '../subject.ts';
import { validateBinding, validateBindingUpdate } from '../validation.ts';
import { type ClusterRoleBinding, clusterRoleBindingSchema } from './schema.ts';

/** Defaults and rules of ClusterRoleBinding; follows pkg/registry/rbac/clusterrolebinding. */
export const clusterRoleBindingStrategy: Strategy<ClusterRoleBinding> = {
  setDefaults(draft) {
    fillZeroValues(clusterRoleBindingSchema, draft);
    setBindingDefaults(draft);
  },
  validateName: pathSegmentErrors,
  validate: (binding) => validateBinding(binding, ['ClusterRole'], false),
  validateUpdate: validateBindingUpdate,
  allowCreateOnUpdate: true,
};
