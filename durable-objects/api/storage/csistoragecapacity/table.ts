import { nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { CSIStorageCapacity } from './schema.ts';

/** Columns of `kubectl get csistoragecapacities`. */
export const csiStorageCapacityTable: TableConvertor<CSIStorageCapacity> = {
  columns: [nameColumn, ...textColumns('StorageClassName', 'Capacity')],
  cells: ({ metadata, storageClassName, capacity }) => [
    metadata.name,
    storageClassName,
    capacity ?? '<unset>',
  ],
};
