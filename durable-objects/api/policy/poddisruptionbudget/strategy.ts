import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { type PodDisruptionBudget, podDisruptionBudgetSchema } from './schema.ts';
import {
  validatePodDisruptionBudget,
  validatePodDisruptionBudgetStatusUpdate,
} from './validation.ts';

/** Defaults and rules of PodDisruptionBudget; follows pkg/registry/policy/poddisruptionbudget. */
export const podDisruptionBudgetStrategy: Strategy<PodDisruptionBudget> = {
  setDefaults: (draft) => fillZeroValues(podDisruptionBudgetSchema, draft),
  prepareForCreate(draft) {
    draft.status = {
      disruptionsAllowed: 0,
      currentHealthy: 0,
      desiredHealthy: 0,
      expectedPods: 0,
    };
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<PodDisruptionBudget['status']>(old.status);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<PodDisruptionBudget['spec']>(old.spec);
  },
  validate: validatePodDisruptionBudget,
  validateUpdate: () => [],
  validateStatusUpdate: validatePodDisruptionBudgetStatusUpdate,
  allowUnconditionalUpdate: false,
};
