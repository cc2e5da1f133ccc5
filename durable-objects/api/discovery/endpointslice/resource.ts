import { defineResource } from '../../../apimachinery/resource.ts';
import { describeEndpointSlice } from './describe.ts';
import { type EndpointSlice, endpointSliceSchema } from './schema.ts';
import { endpointSliceStrategy } from './strategy.ts';
import { endpointSliceTable } from './table.ts';

/** Handle of EndpointSlice: `read.get(endpointSlices, key)` is `Frozen<EndpointSlice> | undefined`. */
export const endpointSlices = defineResource<EndpointSlice>({
  group: 'discovery.k8s.io',
  version: 'v1',
  kind: 'EndpointSlice',
  plural: 'endpointslices',
  namespaced: true,
  schema: endpointSliceSchema,
  strategy: endpointSliceStrategy,
  table: endpointSliceTable,
  describe: describeEndpointSlice,
});
