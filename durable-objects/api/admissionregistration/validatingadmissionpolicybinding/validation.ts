import {
  duplicateError,
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import { checkMatchResources } from '../match-validation.ts';
import { checkBindingParts } from '../policy-validation.ts';
import type { ValidatingAdmissionPolicyBinding } from './schema.ts';

const actions = ['Audit', 'Deny', 'Warn'];
const specPath = FieldPath.of('spec');

/** Rules of pkg/apis/admissionregistration/validation, one misspelt path included. */
export function validateBinding({
  spec,
}: Frozen<ValidatingAdmissionPolicyBinding>): readonly FieldError[] {
  return [
    ...checkBindingParts(spec, specPath),
    ...checkMatchResources(spec.matchResources, specPath.child('matchResouces')),
    ...checkActions(spec.validationActions ?? [], specPath.child('validationActions')),
  ];
}

function checkActions(given: readonly string[], at: FieldPath): readonly FieldError[] {
  if (given.length === 0) return [requiredError(at, 'at least one validation action is required')];
  const errors = given.flatMap((action, i) => [
    ...(actions.includes(action) ? [] : [notSupportedError(at.index(i), action, actions)]),
    ...(given.indexOf(action) < i ? [duplicateError(at.index(i), action)] : []),
  ]);
  if (!given.includes('Deny') || !given.includes('Warn')) return errors;
  const text =
    'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)';
  return [...errors, invalidError(at, given, text)];
}
