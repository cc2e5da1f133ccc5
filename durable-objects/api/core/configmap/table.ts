import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { ConfigMap } from './schema.ts';

/** Columns of `kubectl get configmaps`. */
export const configMapTable: TableConvertor<ConfigMap> = {
  columns: [nameColumn, ...textColumns('Data'), ageColumn],
  cells: ({ metadata, data, binaryData }, now) => [
    metadata.name,
    Object.keys(data ?? {}).length + Object.keys(binaryData ?? {}).length,
    ageOf(metadata.creationTimestamp, now),
  ],
};
