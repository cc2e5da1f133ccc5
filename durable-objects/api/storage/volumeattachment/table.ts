import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { VolumeAttachment } from './schema.ts';

/** Columns of `kubectl get volumeattachments`. */
export const volumeAttachmentTable: TableConvertor<VolumeAttachment> = {
  columns: [
    nameColumn,
    { name: 'Attacher', type: 'string', format: 'name' },
    ...textColumns('PV', 'Node'),
    { name: 'Attached', type: 'boolean' },
    ageColumn,
  ],
  cells: ({ metadata, spec, status }, now) => [
    metadata.name,
    spec.attacher,
    spec.source.persistentVolumeName ?? '',
    spec.nodeName,
    status.attached,
    ageOf(metadata.creationTimestamp, now),
  ],
};
