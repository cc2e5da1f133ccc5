import { defineResource } from '../../../apimachinery/resource.ts';
import { describeBinding } from '../describe.ts';
import { rbacGroup } from '../subject.ts';
import { bindingTable } from '../table.ts';
import { type ClusterRoleBinding, clusterRoleBindingSchema } from './schema.ts';
import { clusterRoleBindingStrategy } from './strategy.ts';

/** Handle of ClusterRoleBinding. */
export const clusterRoleBindings = defineResource<ClusterRoleBinding>({
  group: rbacGroup,
  version: 'v1',
  kind: 'ClusterRoleBinding',
  plural: 'clusterrolebindings',
  namespaced: false,
  schema: clusterRoleBindingSchema,
  strategy: clusterRoleBindingStrategy,
  table: bindingTable,
  describe: describeBinding,
});
