import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, type Frozen, thaw } from '../../../lib/json.ts';
import {
  mirrorServiceAccount,
  setPodOnlyDefaults,
  setPodSpecDefaults,
} from '../../pod-template/defaults.ts';
import { qosClass } from '../../pod-template/qos.ts';
import { type Pod, podSchema } from './schema.ts';
import {
  podWarnings,
  validatePod,
  validatePodStatusUpdate,
  validatePodUpdate,
} from './validation.ts';

/** Defaults and rules of Pod; follows pkg/registry/core/pod. */
export const podStrategy: Strategy<Pod> = {
  setDefaults(draft) {
    fillZeroValues(podSchema, draft);
    setPodSpecDefaults(draft.spec);
    setPodOnlyDefaults(draft.spec);
    draft.status.phase ||= 'Pending';
  },
  prepareForCreate(draft) {
    // Admission may have named the account after defaulting.
    mirrorServiceAccount(draft.spec);
    draft.status = { phase: 'Pending', qosClass: qosClass(draft.spec) };
    startGeneration(draft);
    if (draft.spec.schedulingGates?.length) draft.status.conditions = [gatedCondition];
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<Pod['status']>(old.status);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  prepareForStatusUpdate: prepareForStatusUpdate,
  validate: validatePod,
  validateUpdate: validatePodUpdate,
  validateStatusUpdate: validatePodStatusUpdate,
  warnings: podWarnings,
  graceSeconds: podGraceSeconds,
};

const gatedCondition = {
  type: 'PodScheduled',
  status: 'False',
  reason: 'SchedulingGated',
  message: 'Scheduling is blocked due to non-empty scheduling gates',
};

function prepareForStatusUpdate(draft: Pod, old: Frozen<Pod>): void {
  draft.spec = thaw<Pod['spec']>(old.spec);
  draft.status.qosClass ||= old.status.qosClass;
  const { deletionTimestamp, ownerReferences } = old.metadata;
  if (deletionTimestamp) draft.metadata.deletionTimestamp = deletionTimestamp;
  else delete draft.metadata.deletionTimestamp;
  // Old kubelets corrupt owner references, which would break garbage collection.
  if (ownerReferences)
    draft.metadata.ownerReferences = ownerReferences.map((owner) => ({ ...owner }));
  else delete draft.metadata.ownerReferences;
}

/** A pod that no node runs, or that has ended, goes at once; the others get their grace. */
export function podGraceSeconds(pod: Frozen<Pod>, asked: number | undefined): number {
  const { nodeName, terminationGracePeriodSeconds } = pod.spec;
  if (!nodeName || pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') return 0;
  const seconds = asked ?? terminationGracePeriodSeconds;
  return seconds < 0 ? 1 : seconds;
}
