import { defineResource } from '../../../apimachinery/resource.ts';

import { type VolumeAttachment, volumeAttachmentSchema } from './schema.ts';
import { volumeAttachmentStrategy } from './strategy.ts';
import { volumeAttachmentTable } from './table.ts';

/** Handle of VolumeAttachment: `read.get(volumeAttachments, key)` is `Frozen<VolumeAttachment> | undefined`. */
export const volumeAttachments = defineResource<VolumeAttachment>({
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'VolumeAttachment',
  plural: 'volumeattachments',
  namespaced: false,
  schema: volumeAttachmentSchema,
  strategy: volumeAttachmentStrategy,
  table: volumeAttachmentTable,

  subresources: { status: true },
  returnsDeleted: true,
});
