import { defineResource } from '../../../apimachinery/resource.ts';

import { type CSIDriver, csiDriverSchema } from './schema.ts';
import { csiDriverStrategy } from './strategy.ts';
import { csiDriverTable } from './table.ts';

/** Handle of CSIDriver: `read.get(csiDrivers, key)` is `Frozen<CSIDriver> | undefined`. */
export const csiDrivers = defineResource<CSIDriver>({
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'CSIDriver',
  plural: 'csidrivers',
  namespaced: false,
  schema: csiDriverSchema,
  strategy: csiDriverStrategy,
  table: csiDriverTable,

  returnsDeleted: true,
});
