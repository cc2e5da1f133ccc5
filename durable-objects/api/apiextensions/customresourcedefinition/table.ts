import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { CustomResourceDefinition } from './schema.ts';

/** Columns of `kubectl get crd`; follows pkg/registry/customresourcedefinition/tableconvertor. */
export const customResourceDefinitionTable: TableConvertor<CustomResourceDefinition> = {
  columns: [
    { name: 'Name', type: 'string', format: 'name' },
    { name: 'Created At', type: 'date' },
  ],
  cells: ({ metadata }) => [metadata.name, metadata.creationTimestamp],
};
