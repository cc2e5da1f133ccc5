import { defineResource } from '../../../apimachinery/resource.ts';
import { describeRules } from '../describe.ts';
import { rbacGroup } from '../subject.ts';
import { roleTable } from '../table.ts';
import { type ClusterRole, clusterRoleSchema } from './schema.ts';
import { clusterRoleStrategy } from './strategy.ts';

/** Handle of ClusterRole: `read.get(clusterRoles, key)` is `Frozen<ClusterRole> | undefined`. */
export const clusterRoles = defineResource<ClusterRole>({
  group: rbacGroup,
  version: 'v1',
  kind: 'ClusterRole',
  plural: 'clusterroles',
  namespaced: false,
  schema: clusterRoleSchema,
  strategy: clusterRoleStrategy,
  table: roleTable,
  describe: describeRules,
});
