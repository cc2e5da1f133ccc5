import { FieldPath } from '../../../apimachinery/field-error.ts';
import { checkImmutable } from '../../../apimachinery/field-rules.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { thaw } from '../../../lib/json.ts';
import { setDeviceClaimDefaults } from '../../pod-template/device-claim-defaults.ts';
import { checkDeviceClaim } from '../../pod-template/validation/device-claim.ts';
import { type ResourceClaim, resourceClaimSchema } from './schema.ts';

/** Defaults and rules of ResourceClaim; follows pkg/registry/resource/resourceclaim. */
export const resourceClaimStrategy: Strategy<ResourceClaim> = {
  setDefaults(draft) {
    fillZeroValues(resourceClaimSchema, draft);
    setDeviceClaimDefaults(draft.spec.devices);
  },
  prepareForCreate(draft) {
    draft.status = {};
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<ResourceClaim['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<ResourceClaim['spec']>(old.spec);
  },
  validate: ({ spec }) => checkDeviceClaim(spec.devices, FieldPath.of('spec', 'devices')),
  validateUpdate: ({ spec }, old) => checkImmutable(spec, old.spec, FieldPath.of('spec')),
};
