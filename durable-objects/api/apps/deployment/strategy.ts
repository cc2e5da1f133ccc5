import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { setDeploymentDefaults } from './defaults.ts';
import type { Deployment } from './schema.ts';
import {
  deploymentWarnings,
  validateDeployment,
  validateDeploymentStatusUpdate,
  validateDeploymentUpdate,
} from './validation.ts';

/** Defaults and rules of Deployment; follows pkg/registry/apps/deployment. */
export const deploymentStrategy: Strategy<Deployment> = {
  setDefaults: setDeploymentDefaults,
  prepareForCreate(draft) {
    draft.status = {};
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<Deployment['status']>(old.status);
    // Annotations are copied to the ReplicaSets, so that the controller must see their changes.
    const same =
      deepEqual(draft.spec, old.spec) &&
      deepEqual(draft.metadata.annotations ?? {}, old.metadata.annotations ?? {});
    raiseGeneration(draft, old, !same);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<Deployment['spec']>(old.spec);
    if (old.metadata.labels) draft.metadata.labels = { ...old.metadata.labels };
    else delete draft.metadata.labels;
  },
  validate: validateDeployment,
  validateUpdate: validateDeploymentUpdate,
  validateStatusUpdate: validateDeploymentStatusUpdate,
  warnings: deploymentWarnings,
};
