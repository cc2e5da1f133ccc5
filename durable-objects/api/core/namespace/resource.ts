import { defineResource } from '../../../apimachinery/resource.ts';
import { describeNamespace } from './describe.ts';
import { type Namespace, namespaceSchema } from './schema.ts';
import { namespaceStrategy } from './strategy.ts';
import { namespaceTable } from './table.ts';

/** Handle of Namespace: `read.get(namespaces, key)` is `Frozen<Namespace> | undefined`. */
export const namespaces = defineResource<Namespace>({
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  shortNames: ['ns'],
  namespaced: false,
  schema: namespaceSchema,
  strategy: namespaceStrategy,
  table: namespaceTable,
  describe: describeNamespace,
  verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
  subresources: { status: true, finalize: true },
  selectable: {
    'status.phase': (namespace) => namespace.status.phase,
  },
});
