import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { Column, TableConvertor } from '../../../apimachinery/resource.ts';
import type { CSIDriver } from './schema.ts';

const flag = (name: string): Column => ({ name, type: 'boolean' });

/** Columns of `kubectl get csidrivers`. */
export const csiDriverTable: TableConvertor<CSIDriver> = {
  columns: [
    nameColumn,
    flag('AttachRequired'),
    flag('PodInfoOnMount'),
    flag('StorageCapacity'),
    { name: 'TokenRequests', type: 'string' },
    flag('RequiresRepublish'),
    { name: 'Modes', type: 'string' },
    ageColumn,
  ],
  cells: ({ metadata, spec }, now) => [
    metadata.name,
    spec.attachRequired ?? true,
    spec.podInfoOnMount ?? false,
    spec.storageCapacity ?? false,
    spec.tokenRequests?.map(({ audience }) => audience).join(',') ?? '<unset>',
    spec.requiresRepublish ?? false,
    spec.volumeLifecycleModes?.join(',') || '<none>',
    ageOf(metadata.creationTimestamp, now),
  ],
};
