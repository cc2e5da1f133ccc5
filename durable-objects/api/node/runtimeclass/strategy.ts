import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type RuntimeClass, runtimeClassSchema } from './schema.ts';
import { validateRuntimeClass, validateRuntimeClassUpdate } from './validation.ts';

/** Defaults and rules of RuntimeClass; follows pkg/registry/node/runtimeclass. */
export const runtimeClassStrategy: Strategy<RuntimeClass> = {
  setDefaults(draft) {
    fillZeroValues(runtimeClassSchema, draft);
  },
  validate: validateRuntimeClass,
  validateUpdate: validateRuntimeClassUpdate,
};
