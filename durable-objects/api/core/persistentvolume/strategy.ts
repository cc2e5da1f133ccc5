import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { formatTime, type Instant } from '../../../lib/instant.ts';
import { type Frozen, thaw } from '../../../lib/json.ts';
import {
  setAzureDiskDefaults,
  setISCSIDefaults,
  setRBDDefaults,
  setScaleIODefaults,
} from '../../pod-template/volume-defaults.ts';
import { type PersistentVolume, persistentVolumeSchema } from './schema.ts';
import { validateVolume, validateVolumeUpdate, volumeWarnings } from './validation.ts';

/** Defaults and rules of PersistentVolume; follows pkg/registry/core/persistentvolume. */
export const persistentVolumeStrategy: Strategy<PersistentVolume> = {
  setDefaults,
  prepareForCreate(draft, { now }) {
    draft.status = { phase: 'Pending', lastPhaseTransitionTime: formatTime(now) };
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<PersistentVolume['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old, { now }) {
    draft.spec = thaw<PersistentVolume['spec']>(old.spec);
    stampTransition(draft, old, now);
  },
  validate: validateVolume,
  validateUpdate: validateVolumeUpdate,
  warnings: volumeWarnings,
};

function setDefaults(draft: PersistentVolume): void {
  fillZeroValues(persistentVolumeSchema, draft);
  const { spec, status } = draft;
  spec.persistentVolumeReclaimPolicy ||= 'Retain';
  spec.volumeMode ||= 'Filesystem';
  if (spec.hostPath) spec.hostPath.type ??= '';
  if (spec.iscsi) setISCSIDefaults(spec.iscsi);
  if (spec.rbd) setRBDDefaults(spec.rbd);
  if (spec.azureDisk) setAzureDiskDefaults(spec.azureDisk);
  if (spec.scaleIO) setScaleIODefaults(spec.scaleIO);
  status.phase ||= 'Pending';
}

/** Notes when the phase changed, unless the client says it. */
function stampTransition(draft: PersistentVolume, old: Frozen<PersistentVolume>, now: Instant) {
  const before = old.status.lastPhaseTransitionTime;
  const said = draft.status.lastPhaseTransitionTime;
  if (draft.status.phase !== old.status.phase && (said === undefined || said === before))
    draft.status.lastPhaseTransitionTime = formatTime(now);
  else if (said === undefined && before !== undefined)
    draft.status.lastPhaseTransitionTime = before;
}
