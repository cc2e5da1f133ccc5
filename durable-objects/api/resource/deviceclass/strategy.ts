import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual } from '../../../lib/json.ts';
import { type DeviceClass, deviceClassSchema } from './schema.ts';
import { validateDeviceClass } from './validation.ts';

/** Defaults and rules of DeviceClass; follows pkg/registry/resource/deviceclass. */
export const deviceClassStrategy: Strategy<DeviceClass> = {
  setDefaults(draft) {
    fillZeroValues(deviceClassSchema, draft);
  },
  prepareForCreate: startGeneration,
  prepareForUpdate(draft, old) {
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  validate: validateDeviceClass,
  validateUpdate: () => [],
};
