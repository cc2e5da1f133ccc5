import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { setPodSpecDefaults } from '../../pod-template/defaults.ts';
import { type ReplicationController, replicationControllerSchema } from './schema.ts';
import {
  replicationControllerWarnings,
  validateReplicationController,
  validateReplicationControllerStatus,
} from './validation.ts';

/** Defaults and rules of ReplicationController; follows pkg/registry/core/replicationcontroller. */
export const replicationControllerStrategy: Strategy<ReplicationController> = {
  setDefaults,
  prepareForCreate(draft) {
    draft.status = { replicas: 0 };
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<ReplicationController['status']>(old.status);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<ReplicationController['spec']>(old.spec);
  },
  validate: validateReplicationController,
  validateUpdate: () => [],
  validateStatusUpdate: validateReplicationControllerStatus,
  warnings: replicationControllerWarnings,
  defaultPropagation: 'Orphan',
};

/** Without a selector, or labels of its own, it takes its template's labels. */
function setDefaults(draft: ReplicationController): void {
  fillZeroValues(replicationControllerSchema, draft);
  const { spec, metadata } = draft;
  const labels = spec.template?.metadata.labels;
  if (labels) {
    if (Object.keys(spec.selector ?? {}).length === 0) spec.selector = { ...labels };
    if (Object.keys(metadata.labels ?? {}).length === 0) metadata.labels = { ...labels };
  }
  spec.replicas ??= 1;
  if (spec.template) setPodSpecDefaults(spec.template.spec);
}
