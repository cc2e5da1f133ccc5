import { FieldPath } from '../../../apimachinery/field-error.ts';
import { checkImmutable } from '../../../apimachinery/field-rules.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { thaw } from '../../../lib/json.ts';
import { type ServiceCIDR, serviceCIDRSchema } from './schema.ts';
import { validateServiceCIDR } from './validation.ts';

/** Defaults and rules of ServiceCIDR; follows pkg/registry/networking/servicecidr. */
export const serviceCIDRStrategy: Strategy<ServiceCIDR> = {
  setDefaults(draft) {
    fillZeroValues(serviceCIDRSchema, draft);
  },
  prepareForCreate(draft) {
    draft.status = {};
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<ServiceCIDR['status']>(old.status);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<ServiceCIDR['spec']>(old.spec);
  },
  validate: validateServiceCIDR,
  validateUpdate: ({ spec }, old) =>
    checkImmutable(spec.cidrs, old.spec.cidrs, FieldPath.of('spec', 'cidrs')),
};
