import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { setPriorityLevelDefaults } from './defaults.ts';
import type { PriorityLevelConfiguration } from './schema.ts';
import { validatePriorityLevel } from './validation.ts';

/** Defaults and rules of PriorityLevelConfiguration; follows pkg/registry/flowcontrol/prioritylevelconfiguration. */
export const priorityLevelConfigurationStrategy: Strategy<PriorityLevelConfiguration> = {
  setDefaults: setPriorityLevelDefaults,
  prepareForCreate(draft) {
    startGeneration(draft);
    draft.status = {};
  },
  prepareForUpdate(draft, old) {
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
    draft.status = thaw<PriorityLevelConfiguration['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<PriorityLevelConfiguration['spec']>(old.spec);
  },
  validate: validatePriorityLevel,
  validateUpdate: () => [],
};
