import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { StorageClass } from './schema.ts';

/** Columns of `kubectl get storageclasses`. */
export const storageClassTable: TableConvertor<StorageClass> = {
  columns: [
    nameColumn,
    ...textColumns('Provisioner', 'ReclaimPolicy', 'VolumeBindingMode', 'AllowVolumeExpansion'),
    ageColumn,
  ],
  cells: (storageClass, now) => [
    storageClass.metadata.name + (isDefaultClass(storageClass) ? ' (default)' : ''),
    storageClass.provisioner,
    storageClass.reclaimPolicy,
    storageClass.volumeBindingMode,
    storageClass.allowVolumeExpansion ?? false,
    ageOf(storageClass.metadata.creationTimestamp, now),
  ],
};

/** True for a class that claims get when they name none. */
export function isDefaultClass({ metadata }: Frozen<StorageClass>): boolean {
  return (
    metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true' ||
    metadata.annotations?.['storageclass.beta.kubernetes.io/is-default-class'] === 'true'
  );
}
