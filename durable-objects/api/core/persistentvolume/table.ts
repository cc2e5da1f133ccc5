import { accessModesText, storageClassOf } from '../../../apimachinery/access-modes.ts';
import { ageColumn, nameColumn, textColumns, wideColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { PersistentVolume } from './schema.ts';

/** Columns of `kubectl get persistentvolumes`; follows printPersistentVolume. */
export const persistentVolumeTable: TableConvertor<PersistentVolume> = {
  columns: [
    nameColumn,
    ...textColumns('Capacity', 'Access Modes', 'Reclaim Policy', 'Status', 'Claim'),
    ...textColumns('StorageClass', 'VolumeAttributesClass', 'Reason'),
    ageColumn,
    ...wideColumns('VolumeMode'),
  ],
  cells({ metadata, spec, status }, now) {
    const { claimRef } = spec;
    return [
      metadata.name,
      spec.capacity.storage ?? '0',
      accessModesText(spec.accessModes),
      spec.persistentVolumeReclaimPolicy,
      metadata.deletionTimestamp ? 'Terminating' : status.phase,
      claimRef ? `${claimRef.namespace ?? ''}/${claimRef.name ?? ''}` : '',
      storageClassOf(metadata.annotations, spec.storageClassName),
      spec.volumeAttributesClassName ?? '<unset>',
      status.reason ?? '',
      ageOf(metadata.creationTimestamp, now),
      spec.volumeMode,
    ];
  },
};
