import { defineResource } from '../../../apimachinery/resource.ts';

import { type FlowSchema, flowSchemaSchema } from './schema.ts';
import { flowSchemaStrategy } from './strategy.ts';
import { flowSchemaTable } from './table.ts';

/** Handle of FlowSchema: `read.get(flowSchemas, key)` is `Frozen<FlowSchema> | undefined`. */
export const flowSchemas = defineResource<FlowSchema>({
  group: 'flowcontrol.apiserver.k8s.io',
  version: 'v1',
  kind: 'FlowSchema',
  plural: 'flowschemas',
  namespaced: false,
  schema: flowSchemaSchema,
  strategy: flowSchemaStrategy,
  table: flowSchemaTable,

  subresources: { status: true },
});
