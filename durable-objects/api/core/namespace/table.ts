import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Namespace } from './schema.ts';

/** Columns of `kubectl get namespaces`. */
export const namespaceTable: TableConvertor<Namespace> = {
  columns: [nameColumn, ...textColumns('Status'), ageColumn],
  cells: ({ metadata, status }, now) => [
    metadata.name,
    status.phase,
    ageOf(metadata.creationTimestamp, now),
  ],
};
