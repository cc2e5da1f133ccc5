import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Secret } from './schema.ts';

/** Columns of `kubectl get secrets`. */
export const secretTable: TableConvertor<Secret> = {
  columns: [nameColumn, ...textColumns('Type', 'Data'), ageColumn],
  cells: ({ metadata, type, data }, now) => [
    metadata.name,
    type,
    Object.keys(data ?? {}).length,
    ageOf(metadata.creationTimestamp, now),
  ],
};
