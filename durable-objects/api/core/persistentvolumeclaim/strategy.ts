import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { thaw } from '../../../lib/json.ts';
import { setClaimSpecDefaults } from '../../pod-template/volume-defaults.ts';
import {
  type PersistentVolumeClaim,
  type PersistentVolumeClaimSpec,
  persistentVolumeClaimSchema,
} from './schema.ts';
import {
  claimWarnings,
  validateClaim,
  validateClaimStatusUpdate,
  validateClaimUpdate,
} from './validation.ts';

/** Defaults and rules of PersistentVolumeClaim; follows pkg/registry/core/persistentvolumeclaim. */
export const persistentVolumeClaimStrategy: Strategy<PersistentVolumeClaim> = {
  setDefaults(draft) {
    fillZeroValues(persistentVolumeClaimSchema, draft);
    setClaimSpecDefaults(draft.spec);
    draft.status.phase ||= 'Pending';
  },
  prepareForCreate(draft) {
    draft.status = { phase: 'Pending' };
    matchDataSources(draft.spec);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<PersistentVolumeClaim['status']>(old.status);
    matchDataSources(draft.spec);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<PersistentVolumeClaimSpec>(old.spec);
  },
  validate: validateClaim,
  validateUpdate: validateClaimUpdate,
  validateStatusUpdate: validateClaimStatusUpdate,
  warnings: claimWarnings,
};

/** The two fields for a source of data say the same, unless the source is in a namespace. */
function matchDataSources(spec: PersistentVolumeClaimSpec): void {
  const { dataSource, dataSourceRef } = spec;
  if (dataSourceRef?.namespace) return;
  if (dataSource && !dataSourceRef) spec.dataSourceRef = { ...dataSource };
  else if (!dataSource && dataSourceRef) {
    const { apiGroup, kind, name } = dataSourceRef;
    spec.dataSource = { kind, name, ...(apiGroup === undefined ? {} : { apiGroup }) };
  }
}
