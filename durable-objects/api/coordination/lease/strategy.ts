import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type Lease, leaseSchema } from './schema.ts';
import { validateLease } from './validation.ts';

/** Defaults and rules of Lease; follows pkg/registry/coordination/lease. */
export const leaseStrategy: Strategy<Lease> = {
  setDefaults(draft) {
    fillZeroValues(leaseSchema, draft);
  },
  validate: validateLease,
  validateUpdate: () => [],
  allowCreateOnUpdate: true,
  allowUnconditionalUpdate: false,
};
