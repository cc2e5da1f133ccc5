import { defineResource } from '../../../apimachinery/resource.ts';
import { describeRules } from '../describe.ts';
import { rbacGroup } from '../subject.ts';
import { roleTable } from '../table.ts';
import { type Role, roleSchema } from './schema.ts';
import { roleStrategy } from './strategy.ts';

/** Handle of Role: `read.get(roles, key)` is `Frozen<Role> | undefined`. */
export const roles = defineResource<Role>({
  group: rbacGroup,
  version: 'v1',
  kind: 'Role',
  plural: 'roles',
  namespaced: true,
  schema: roleSchema,
  strategy: roleStrategy,
  table: roleTable,
  describe: describeRules,
});
