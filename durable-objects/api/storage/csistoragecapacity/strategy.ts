import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type CSIStorageCapacity, csiStorageCapacitySchema } from './schema.ts';
import { validateCSIStorageCapacity, validateCSIStorageCapacityUpdate } from './validation.ts';

/** Defaults and rules of CSIStorageCapacity; follows pkg/registry/storage/csistoragecapacity. */
export const csiStorageCapacityStrategy: Strategy<CSIStorageCapacity> = {
  setDefaults(draft) {
    fillZeroValues(csiStorageCapacitySchema, draft);
  },
  validate: validateCSIStorageCapacity,
  validateUpdate: validateCSIStorageCapacityUpdate,
};
