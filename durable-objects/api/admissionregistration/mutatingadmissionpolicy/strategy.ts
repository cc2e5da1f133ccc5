import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual } from '../../../lib/json.ts';
import { defaultMatchResources } from '../match-resources.ts';
import { type MutatingAdmissionPolicy, mutatingAdmissionPolicySchema } from './schema.ts';
import { validateMutatingPolicy } from './validation.ts';

/** Defaults and rules; follows pkg/registry/admissionregistration/mutatingadmissionpolicy. */
export const mutatingAdmissionPolicyStrategy: Strategy<MutatingAdmissionPolicy> = {
  setDefaults(draft) {
    fillZeroValues(mutatingAdmissionPolicySchema, draft);
    draft.spec.failurePolicy ??= 'Fail';
    defaultMatchResources(draft.spec.matchConstraints);
  },
  prepareForCreate: startGeneration,
  prepareForUpdate: (draft, old) => raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec)),
  validate: validateMutatingPolicy,
  validateUpdate: () => [],
};
