import { defineResource } from '../../../apimachinery/resource.ts';
import { type APIService, apiServiceSchema } from './schema.ts';
import { apiServiceStrategy } from './strategy.ts';
import { apiServiceTable } from './table.ts';

/** Handle of APIService: `read.get(apiServices, key)` is `Frozen<APIService> | undefined`. */
export const apiServices = defineResource<APIService>({
  group: 'apiregistration.k8s.io',
  version: 'v1',
  kind: 'APIService',
  plural: 'apiservices',
  categories: ['api-extensions'],
  namespaced: false,
  schema: apiServiceSchema,
  strategy: apiServiceStrategy,
  table: apiServiceTable,
  subresources: { status: true },
});
