import { accessModesText, storageClassOf } from '../../../apimachinery/access-modes.ts';
import { ageColumn, nameColumn, textColumns, wideColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { PersistentVolumeClaim } from './schema.ts';

/** Columns of `kubectl get persistentvolumeclaims`; follows printPersistentVolumeClaim. */
export const persistentVolumeClaimTable: TableConvertor<PersistentVolumeClaim> = {
  columns: [
    nameColumn,
    ...textColumns('Status', 'Volume', 'Capacity', 'Access Modes', 'StorageClass'),
    ...textColumns('VolumeAttributesClass'),
    ageColumn,
    ...wideColumns('VolumeMode'),
  ],
  cells({ metadata, spec, status }, now) {
    const volume = spec.volumeName ?? '';
    return [
      metadata.name,
      metadata.deletionTimestamp ? 'Terminating' : status.phase,
      volume,
      volume === '' ? '' : (status.capacity?.storage ?? '0'),
      volume === '' ? '' : accessModesText(status.accessModes),
      storageClassOf(metadata.annotations, spec.storageClassName),
      spec.volumeAttributesClassName ?? '<unset>',
      ageOf(metadata.creationTimestamp, now),
      spec.volumeMode,
    ];
  },
};
