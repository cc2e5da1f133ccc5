import { raiseGeneration, startGeneration } from '../../../apimachinery/generation.ts';
import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { deepEqual } from '../../../lib/json.ts';
import { defaultMatchResources } from '../match-resources.ts';
import {
  type ValidatingAdmissionPolicyBinding,
  validatingAdmissionPolicyBindingSchema,
} from './schema.ts';
import { validateBinding } from './validation.ts';

/** Defaults and rules; follows pkg/registry/admissionregistration/validatingadmissionpolicybinding. */
export const validatingAdmissionPolicyBindingStrategy: Strategy<ValidatingAdmissionPolicyBinding> =
  {
    setDefaults(draft) {
      fillZeroValues(validatingAdmissionPolicyBindingSchema, draft);
      defaultMatchResources(draft.spec.matchResources);
    },
    prepareForCreate: startGeneration,
    prepareForUpdate: (draft, old) => raiseGeneration(draft, old, !deepEqual(draft.spec, old.spec)),
    validate: validateBinding,
    validateUpdate: () => [],
  };
