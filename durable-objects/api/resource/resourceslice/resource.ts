import { defineResource } from '../../../apimachinery/resource.ts';

import { type ResourceSlice, resourceSliceSchema } from './schema.ts';
import { resourceSliceStrategy } from './strategy.ts';
import { resourceSliceTable } from './table.ts';

/** Handle of ResourceSlice: `read.get(resourceSlices, key)` is `Frozen<ResourceSlice> | undefined`. */
export const resourceSlices = defineResource<ResourceSlice>({
  group: 'resource.k8s.io',
  version: 'v1',
  kind: 'ResourceSlice',
  plural: 'resourceslices',
  namespaced: false,
  schema: resourceSliceSchema,
  strategy: resourceSliceStrategy,
  table: resourceSliceTable,

  returnsDeleted: true,
});
