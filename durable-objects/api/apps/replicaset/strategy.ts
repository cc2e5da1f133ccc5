import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { setPodSpecDefaults } from '../../pod-template/defaults.ts';
import { type ReplicaSet, replicaSetSchema } from './schema.ts';
import {
  replicaSetWarnings,
  validateReplicaSet,
  validateReplicaSetStatusUpdate,
  validateReplicaSetUpdate,
} from './validation.ts';

/** Defaults and rules of ReplicaSet; follows pkg/registry/apps/replicaset. */
export const replicaSetStrategy: Strategy<ReplicaSet> = {
  setDefaults(draft) {
    fillZeroValues(replicaSetSchema, draft);
    draft.spec.replicas ??= 1;
    setPodSpecDefaults(draft.spec.template.spec);
  },
  prepareForCreate(draft) {
    draft.status = { replicas: 0 };
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<ReplicaSet['status']>(old.status);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<ReplicaSet['spec']>(old.spec);
  },
  validate: validateReplicaSet,
  validateUpdate: validateReplicaSetUpdate,
  validateStatusUpdate: validateReplicaSetStatusUpdate,
  warnings: replicaSetWarnings,
};
