import { defineResource } from '../../../apimachinery/resource.ts';

import { type DeviceClass, deviceClassSchema } from './schema.ts';
import { deviceClassStrategy } from './strategy.ts';
import { deviceClassTable } from './table.ts';

/** Handle of DeviceClass: `read.get(deviceClasses, key)` is `Frozen<DeviceClass> | undefined`. */
export const deviceClasses = defineResource<DeviceClass>({
  group: 'resource.k8s.io',
  version: 'v1',
  kind: 'DeviceClass',
  plural: 'deviceclasses',
  namespaced: false,
  schema: deviceClassSchema,
  strategy: deviceClassStrategy,
  table: deviceClassTable,

  returnsDeleted: true,
});
