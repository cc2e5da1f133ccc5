import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { ResourceClaimTemplate } from './schema.ts';

/** Columns of `kubectl get resourceclaimtemplates`. */
export const resourceClaimTemplateTable: TableConvertor<ResourceClaimTemplate> = {
  columns: [nameColumn, ageColumn],
  cells: ({ metadata }, now) => [metadata.name, ageOf(metadata.creationTimestamp, now)],
};
