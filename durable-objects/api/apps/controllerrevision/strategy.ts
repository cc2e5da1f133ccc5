import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type ControllerRevision, controllerRevisionSchema } from './schema.ts';
import { validateControllerRevision, validateControllerRevisionUpdate } from './validation.ts';

/** Defaults and rules of ControllerRevision; follows pkg/registry/apps/controllerrevision. */
export const controllerRevisionStrategy: Strategy<ControllerRevision> = {
  setDefaults(draft) {
    fillZeroValues(controllerRevisionSchema, draft);
  },
  validate: validateControllerRevision,
  validateUpdate: validateControllerRevisionUpdate,
};
