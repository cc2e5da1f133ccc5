import { defineResource } from '../../../apimachinery/resource.ts';
import { describeNode } from './describe.ts';
import { type Node, nodeSchema } from './schema.ts';
import { nodeStrategy } from './strategy.ts';
import { nodeTable } from './table.ts';

/** Handle of Node: `read.get(nodes, key)` is `Frozen<Node> | undefined`. */
export const nodes = defineResource<Node>({
  group: '',
  version: 'v1',
  kind: 'Node',
  plural: 'nodes',
  shortNames: ['no'],
  namespaced: false,
  schema: nodeSchema,
  strategy: nodeStrategy,
  table: nodeTable,
  describe: describeNode,
  subresources: {
    status: true,
    connect: {
      proxy: { kind: 'NodeProxyOptions', verbs: ['create', 'delete', 'get', 'patch', 'update'] },
    },
  },
  selectable: {
    'spec.unschedulable': (node) => String(node.spec.unschedulable ?? false),
  },
});
