import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual } from '../../../lib/json.ts';
import { type ResourceSlice, resourceSliceSchema } from './schema.ts';
import { validateResourceSlice, validateResourceSliceUpdate } from './validation.ts';

/** Defaults and rules of ResourceSlice; follows pkg/registry/resource/resourceslice. */
export const resourceSliceStrategy: Strategy<ResourceSlice> = {
  setDefaults(draft) {
    fillZeroValues(resourceSliceSchema, draft);
  },
  prepareForCreate: startGeneration,
  prepareForUpdate(draft, old) {
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  validate: validateResourceSlice,
  validateUpdate: validateResourceSliceUpdate,
};
