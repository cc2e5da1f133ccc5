import { type FieldError, FieldPath } from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkMatchResources, checkMutatingOperations } from '../match-validation.ts';
import { checkBindingParts } from '../policy-validation.ts';
import type { MutatingAdmissionPolicyBinding } from './schema.ts';

const specPath = FieldPath.of('spec');

/** Rules of pkg/apis/admissionregistration/validation, one misspelt path included. */
export function validateBinding({
  spec,
}: Frozen<MutatingAdmissionPolicyBinding>): readonly FieldError[] {
  return [
    ...checkBindingParts(spec, specPath),
    ...checkMatchResources(spec.matchResources, specPath.child('matchResouces')),
    ...checkMutatingOperations(spec.matchResources, specPath.child('matchResouces')),
  ];
}
