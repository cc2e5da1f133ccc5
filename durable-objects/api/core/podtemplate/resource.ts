import { defineResource } from '../../../apimachinery/resource.ts';
import { type PodTemplate, podTemplateSchema } from './schema.ts';
import { podTemplateStrategy } from './strategy.ts';
import { podTemplateTable } from './table.ts';

/** Handle of PodTemplate. */
export const podTemplates = defineResource<PodTemplate>({
  group: '',
  version: 'v1',
  kind: 'PodTemplate',
  plural: 'podtemplates',
  namespaced: true,
  schema: podTemplateSchema,
  strategy: podTemplateStrategy,
  table: podTemplateTable,
});
