import { defineResource } from '../../../apimachinery/resource.ts';
import { describeEndpoints } from './describe.ts';
import { type Endpoints, endpointsSchema } from './schema.ts';
import { endpointsStrategy } from './strategy.ts';
import { endpointsTable } from './table.ts';

/** Handle of Endpoints: `read.get(endpoints, key)` is `Frozen<Endpoints> | undefined`. */
export const endpoints = defineResource<Endpoints>({
  group: '',
  version: 'v1',
  kind: 'Endpoints',
  plural: 'endpoints',
  shortNames: ['ep'],
  namespaced: true,
  deprecation: 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice',
  schema: endpointsSchema,
  strategy: endpointsStrategy,
  table: endpointsTable,
  describe: describeEndpoints,
});
