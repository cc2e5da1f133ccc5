import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { RuntimeClass } from './schema.ts';

/** Columns of `kubectl get runtimeclasses`. */
export const runtimeClassTable: TableConvertor<RuntimeClass> = {
  columns: [nameColumn, ...textColumns('Handler'), ageColumn],
  cells: ({ metadata, handler }, now) => [
    metadata.name,
    handler,
    ageOf(metadata.creationTimestamp, now),
  ],
};
