import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { CSINode } from './schema.ts';

/** Columns of `kubectl get csinodes`. */
export const csiNodeTable: TableConvertor<CSINode> = {
  columns: [
    nameColumn,
    {
      name: 'Drivers',
      type: 'integer',
      description: 'Drivers indicates the number of CSI drivers registered on the node',
    },
    ageColumn,
  ],
  cells: ({ metadata, spec }, now) => [
    metadata.name,
    spec.drivers.length,
    ageOf(metadata.creationTimestamp, now),
  ],
};
