import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { VolumeAttributesClass } from './schema.ts';

/** Columns of `kubectl get volumeattributesclasses`. */
export const volumeAttributesClassTable: TableConvertor<VolumeAttributesClass> = {
  columns: [nameColumn, ...textColumns('DriverName'), ageColumn],
  cells: ({ metadata, driverName }, now) => [
    metadata.name,
    driverName,
    ageOf(metadata.creationTimestamp, now),
  ],
};
