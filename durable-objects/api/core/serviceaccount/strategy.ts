import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type ServiceAccount, serviceAccountSchema } from './schema.ts';

/** Defaults and rules of ServiceAccount; follows pkg/registry/core/serviceaccount. */
export const serviceAccountStrategy: Strategy<ServiceAccount> = {
  setDefaults(draft) {
    fillZeroValues(serviceAccountSchema, draft);
  },
  validate: () => [],
  validateUpdate: () => [],
};
