import { defineResource } from '../../../apimachinery/resource.ts';
import { describeCSINode } from './describe.ts';
import { type CSINode, csiNodeSchema } from './schema.ts';
import { csiNodeStrategy } from './strategy.ts';
import { csiNodeTable } from './table.ts';

/** Handle of CSINode: `read.get(csiNodes, key)` is `Frozen<CSINode> | undefined`. */
export const csiNodes = defineResource<CSINode>({
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'CSINode',
  plural: 'csinodes',
  namespaced: false,
  schema: csiNodeSchema,
  strategy: csiNodeStrategy,
  table: csiNodeTable,
  describe: describeCSINode,
  returnsDeleted: true,
});
