import { defineResource } from '../../../apimachinery/resource.ts';
import { describeBinding } from '../describe.ts';
import { rbacGroup } from '../subject.ts';
import { bindingTable } from '../table.ts';
import { type RoleBinding, roleBindingSchema } from './schema.ts';
import { roleBindingStrategy } from './strategy.ts';

/** Handle of RoleBinding. */
export const roleBindings = defineResource<RoleBinding>({
  group: rbacGroup,
  version: 'v1',
  kind: 'RoleBinding',
  plural: 'rolebindings',
  namespaced: true,
  schema: roleBindingSchema,
  strategy: roleBindingStrategy,
  table: bindingTable,
  describe: describeBinding,
});
