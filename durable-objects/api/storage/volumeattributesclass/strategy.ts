import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type VolumeAttributesClass, volumeAttributesClassSchema } from './schema.ts';
import {
  validateVolumeAttributesClass,
  validateVolumeAttributesClassUpdate,
} from './validation.ts';

/** Defaults and rules of VolumeAttributesClass; follows pkg/registry/storage/volumeattributesclass. */
export const volumeAttributesClassStrategy: Strategy<VolumeAttributesClass> = {
  setDefaults(draft) {
    fillZeroValues(volumeAttributesClassSchema, draft);
  },
  validate: validateVolumeAttributesClass,
  validateUpdate: validateVolumeAttributesClassUpdate,
};
