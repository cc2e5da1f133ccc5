import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { deepEqual, type Frozen, thaw } from '../../../lib/json.ts';
import { setStatefulSetDefaults } from './defaults.ts';
import type { StatefulSet } from './schema.ts';
import {
  statefulSetWarnings,
  validateStatefulSet,
  validateStatefulSetStatusUpdate,
  validateStatefulSetUpdate,
} from './validation.ts';

/** Defaults and rules of StatefulSet; follows pkg/registry/apps/statefulset. */
export const statefulSetStrategy: Strategy<StatefulSet> = {
  setDefaults: setStatefulSetDefaults,
  prepareForCreate(draft) {
    draft.status = { replicas: 0, availableReplicas: 0 };
    startGeneration(draft);
    dropMaxUnavailable(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<StatefulSet['status']>(old.status);
    dropMaxUnavailable(draft, old);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<StatefulSet['spec']>(old.spec);
  },
  validateName: dns1123LabelErrors,
  validate: validateStatefulSet,
  validateUpdate: validateStatefulSetUpdate,
  validateStatusUpdate: validateStatefulSetStatusUpdate,
  warnings: statefulSetWarnings,
};

/** The feature gate MaxUnavailableStatefulSet is off, so the field is not stored. */
function dropMaxUnavailable(draft: StatefulSet, old?: Frozen<StatefulSet>): void {
  if (old?.spec.updateStrategy.rollingUpdate?.maxUnavailable !== undefined) return;
  const { rollingUpdate } = draft.spec.updateStrategy;
  if (rollingUpdate) delete rollingUpdate.maxUnavailable;
}
