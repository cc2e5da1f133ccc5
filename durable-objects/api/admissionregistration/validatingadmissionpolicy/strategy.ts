import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual, thaw } from '../../../lib/json.ts';
import { defaultMatchResources } from '../match-resources.ts';
import { type ValidatingAdmissionPolicy, validatingAdmissionPolicySchema } from './schema.ts';
import { validatePolicy } from './validation.ts';

/** Defaults and rules; follows pkg/registry/admissionregistration/validatingadmissionpolicy. */
export const validatingAdmissionPolicyStrategy: Strategy<ValidatingAdmissionPolicy> = {
  setDefaults(draft) {
    fillZeroValues(validatingAdmissionPolicySchema, draft);
    draft.spec.failurePolicy ??= 'Fail';
    defaultMatchResources(draft.spec.matchConstraints);
  },
  prepareForCreate(draft) {
    draft.status = {};
    startGeneration(draft);
  },
  prepareForUpdate(draft, old) {
    draft.status = thaw<ValidatingAdmissionPolicy['status']>(old.status);
    raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec));
  },
  validate: validatePolicy,
  validateUpdate: () => [],
};
