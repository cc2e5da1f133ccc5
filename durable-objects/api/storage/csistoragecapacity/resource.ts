import { defineResource } from '../../../apimachinery/resource.ts';

import { type CSIStorageCapacity, csiStorageCapacitySchema } from './schema.ts';
import { csiStorageCapacityStrategy } from './strategy.ts';
import { csiStorageCapacityTable } from './table.ts';

/** Handle of CSIStorageCapacity: `read.get(csiStorageCapacities, key)` is `Frozen<CSIStorageCapacity> | undefined`. */
export const csiStorageCapacities = defineResource<CSIStorageCapacity>({
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'CSIStorageCapacity',
  plural: 'csistoragecapacities',
  namespaced: true,
  schema: csiStorageCapacitySchema,
  strategy: csiStorageCapacityStrategy,
  table: csiStorageCapacityTable,

  returnsDeleted: true,
});
