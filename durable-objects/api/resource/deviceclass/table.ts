import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { DeviceClass } from './schema.ts';

/** Columns of `kubectl get deviceclasses`. */
export const deviceClassTable: TableConvertor<DeviceClass> = {
  columns: [nameColumn, ageColumn],
  cells: ({ metadata }, now) => [metadata.name, ageOf(metadata.creationTimestamp, now)],
};
