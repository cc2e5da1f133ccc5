import { defineResource } from '../../../apimachinery/resource.ts';
import { type CustomResourceDefinition, customResourceDefinitionSchema } from './schema.ts';
import { customResourceDefinitionStrategy } from './strategy.ts';
import { customResourceDefinitionTable } from './table.ts';

/** Handle of CustomResourceDefinition: the kinds that are defined by objects. */
export const customResourceDefinitions = defineResource<CustomResourceDefinition>({
  group: 'apiextensions.k8s.io',
  version: 'v1',
  kind: 'CustomResourceDefinition',
  plural: 'customresourcedefinitions',
  shortNames: ['crd', 'crds'],
  categories: ['api-extensions'],
  namespaced: false,
  schema: customResourceDefinitionSchema,
  strategy: customResourceDefinitionStrategy,
  table: customResourceDefinitionTable,
  subresources: { status: true },
});
