import { defineResource } from '../../../apimachinery/resource.ts';

import { type ResourceClaimTemplate, resourceClaimTemplateSchema } from './schema.ts';
import { resourceClaimTemplateStrategy } from './strategy.ts';
import { resourceClaimTemplateTable } from './table.ts';

/** Handle of ResourceClaimTemplate: `read.get(resourceClaimTemplates, key)` is `Frozen<ResourceClaimTemplate> | undefined`. */
export const resourceClaimTemplates = defineResource<ResourceClaimTemplate>({
  group: 'resource.k8s.io',
  version: 'v1',
  kind: 'ResourceClaimTemplate',
  plural: 'resourceclaimtemplates',
  namespaced: true,
  schema: resourceClaimTemplateSchema,
  strategy: resourceClaimTemplateStrategy,
  table: resourceClaimTemplateTable,

  returnsDeleted: true,
});
