import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { thaw } from '../../../lib/json.ts';
import { setServiceDefaults } from './defaults.ts';
import { dropTypeDependent, keepAllocated, matchClusterIPs } from './normalize.ts';
import type { Service } from './schema.ts';
import { validateServiceUpdate } from './update-validation.ts';
import { serviceWarnings, validateService } from './validation.ts';

/**
 * Defaults and rules of Service; follows pkg/registry/core/service. Cluster addresses and node
 * ports are allocated between prepareForCreate/prepareForUpdate and validate, by others.
 */
export const serviceStrategy: Strategy<Service> = {
  setDefaults: setServiceDefaults,
  prepareForCreate(draft) {
    draft.status = { loadBalancer: {} };
    matchClusterIPs(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<Service['status']>(old.status);
    keepAllocated(draft, old);
    matchClusterIPs(draft, old);
    dropTypeDependent(draft, old);
  },
  prepareForStatusUpdate(draft, old) {
    draft.spec = thaw<Service['spec']>(old.spec);
  },
  // v1.36 lets a Service's name begin with a digit (RelaxedServiceNameValidation).
  validateName: dns1123LabelErrors,
  validate: validateService,
  validateUpdate: validateServiceUpdate,
  warnings: serviceWarnings,
};
