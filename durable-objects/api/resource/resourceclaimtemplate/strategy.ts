import { FieldPath } from '../../../apimachinery/field-error.ts';
import { checkImmutable } from '../../../apimachinery/field-rules.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { setDeviceClaimDefaults } from '../../pod-template/device-claim-defaults.ts';
import { checkDeviceClaim } from '../../pod-template/validation/device-claim.ts';
import { type ResourceClaimTemplate, resourceClaimTemplateSchema } from './schema.ts';

const devicesPath = FieldPath.of('spec', 'spec', 'devices');

/** Defaults and rules of ResourceClaimTemplate; follows pkg/registry/resource/resourceclaimtemplate. */
export const resourceClaimTemplateStrategy: Strategy<ResourceClaimTemplate> = {
  setDefaults(draft) {
    fillZeroValues(resourceClaimTemplateSchema, draft);
    setDeviceClaimDefaults(draft.spec.spec.devices);
  },
  validate: ({ spec }) => checkDeviceClaim(spec.spec.devices, devicesPath),
  validateUpdate: ({ spec }, old) => checkImmutable(spec, old.spec, FieldPath.of('spec')),
};
