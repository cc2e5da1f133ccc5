import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { ResourceSlice } from './schema.ts';

/** Columns of `kubectl get resourceslices`. */
export const resourceSliceTable: TableConvertor<ResourceSlice> = {
  columns: [nameColumn, ...textColumns('Node', 'Driver', 'Pool'), ageColumn],
  cells: ({ metadata, spec }, now) => [
    metadata.name,
    spec.nodeName ?? '',
    spec.driver,
    spec.pool.name,
    ageOf(metadata.creationTimestamp, now),
  ],
};
