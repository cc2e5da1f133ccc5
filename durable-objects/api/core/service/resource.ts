import { defineResource } from '../../../apimachinery/resource.ts';
import { describeService } from './describe.ts';
import { type Service, serviceSchema } from './schema.ts';
import { serviceStrategy } from './strategy.ts';
import { serviceTable } from './table.ts';

/** Handle of Service: `read.get(services, key)` is `Frozen<Service> | undefined`. */
export const services = defineResource<Service>({
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  shortNames: ['svc'],
  categories: ['all'],
  namespaced: true,
  schema: serviceSchema,
  strategy: serviceStrategy,
  table: serviceTable,
  describe: describeService,
  subresources: {
    status: true,
    connect: {
      proxy: { kind: 'ServiceProxyOptions', verbs: ['create', 'delete', 'get', 'patch', 'update'] },
    },
  },
  selectable: {
    'spec.clusterIP': (service) => service.spec.clusterIP ?? '',
    'spec.type': (service) => service.spec.type,
  },
  returnsDeleted: true,
});
