import type { Strategy } from '../../../apimachinery/resource.ts';
import { setLimitRangeDefaults } from './defaults.ts';
import type { LimitRange } from './schema.ts';
import { validateLimitRange } from './validation.ts';

/** Defaults and rules of LimitRange; follows pkg/registry/core/limitrange. */
export const limitRangeStrategy: Strategy<LimitRange> = {
  setDefaults: setLimitRangeDefaults,
  validate: validateLimitRange,
  validateUpdate: () => [],
  allowCreateOnUpdate: true,
};
