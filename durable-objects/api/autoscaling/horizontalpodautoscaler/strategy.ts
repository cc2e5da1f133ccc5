import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { setHorizontalPodAutoscalerDefaults } from './defaults.ts';
import type { HorizontalPodAutoscaler } from './schema.ts';
import {
  validateHorizontalPodAutoscaler,
  validateHorizontalPodAutoscalerStatusUpdate,
} from './validation.ts';

/** Defaults and rules; follows pkg/registry/autoscaling/horizontalpodautoscaler. */
export const horizontalPodAutoscalerStrategy: Strategy<HorizontalPodAutoscaler> = {
  setDefaults: setHorizontalPodAutoscalerDefaults,
  prepareForCreate(draft) {
    draft.status = { desiredReplicas: 0 };
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<HorizontalPodAutoscaler['status']>(old.status);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<HorizontalPodAutoscaler['spec']>(old.spec);
  },
  validate: validateHorizontalPodAutoscaler,
  validateUpdate: () => [],
  validateStatusUpdate: validateHorizontalPodAutoscalerStatusUpdate,
};
