import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type StorageClass, storageClassSchema } from './schema.ts';
import { validateStorageClass, validateStorageClassUpdate } from './validation.ts';

/** Defaults and rules of StorageClass; follows pkg/registry/storage/storageclass. */
export const storageClassStrategy: Strategy<StorageClass> = {
  setDefaults(draft) {
    fillZeroValues(storageClassSchema, draft);
    draft.reclaimPolicy ??= 'Delete';
    draft.volumeBindingMode ??= 'Immediate';
  },
  validate: validateStorageClass,
  validateUpdate: validateStorageClassUpdate,
};
