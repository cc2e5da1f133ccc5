import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { thaw } from '../../../lib/json.ts';
import { type VolumeAttachment, volumeAttachmentSchema } from './schema.ts';
import { validateVolumeAttachment, validateVolumeAttachmentUpdate } from './validation.ts';

/** Defaults and rules of VolumeAttachment; follows pkg/registry/storage/volumeattachment. */
export const volumeAttachmentStrategy: Strategy<VolumeAttachment> = {
  setDefaults(draft) {
    fillZeroValues(volumeAttachmentSchema, draft);
  },
  prepareForCreate(draft) {
    draft.status = { attached: false };
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<VolumeAttachment['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<VolumeAttachment['spec']>(old.spec);
  },
  validate: validateVolumeAttachment,
  validateUpdate: validateVolumeAttachmentUpdate,
};
