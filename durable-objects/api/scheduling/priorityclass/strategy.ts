import { startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type PriorityClass, priorityClassSchema } from './schema.ts';
import { validatePriorityClass, validatePriorityClassUpdate } from './validation.ts';

/** Defaults and rules of PriorityClass; follows pkg/registry/scheduling/priorityclass. */
export const priorityClassStrategy: Strategy<PriorityClass> = {
  setDefaults(draft) {
    fillZeroValues(priorityClassSchema, draft);
    draft.preemptionPolicy ??= 'PreemptLowerPriority';
  },
  prepareForCreate: startGeneration,
  validate: validatePriorityClass,
  validateUpdate: validatePriorityClassUpdate,
};
