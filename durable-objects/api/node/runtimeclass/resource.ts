import { defineResource } from '../../../apimachinery/resource.ts';

import { type RuntimeClass, runtimeClassSchema } from './schema.ts';
import { runtimeClassStrategy } from './strategy.ts';
import { runtimeClassTable } from './table.ts';

/** Handle of RuntimeClass: `read.get(runtimeClasses, key)` is `Frozen<RuntimeClass> | undefined`. */
export const runtimeClasses = defineResource<RuntimeClass>({
  group: 'node.k8s.io',
  version: 'v1',
  kind: 'RuntimeClass',
  plural: 'runtimeclasses',
  namespaced: false,
  schema: runtimeClassSchema,
  strategy: runtimeClassStrategy,
  table: runtimeClassTable,
});
