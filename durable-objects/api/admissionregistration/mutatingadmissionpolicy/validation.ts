import {
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Declarations } from '../environment.ts';
import { checkMatchConstraints, checkMutatingOperations } from '../match-validation.ts';
import {
  checkExpression,
  checkFailurePolicy,
  checkMatchConditions,
  checkParamKind,
  checkVariables,
} from '../policy-validation.ts';
import type { MutatingAdmissionPolicy, Mutation } from './schema.ts';

const patchTypes = ['ApplyConfiguration', 'JSONPatch'];
const reinvocationPolicies = ['IfNeeded', 'Never'];
const specPath = FieldPath.of('spec');

/** Rules of pkg/apis/admissionregistration/validation. */
export function validateMutatingPolicy({
  spec,
}: Frozen<MutatingAdmissionPolicy>): readonly FieldError[] {
  const hasParams = spec.paramKind !== undefined;
  const base: Declarations = { hasParams, hasAuthorizer: true };
  const variables = checkVariables(spec.variables ?? [], base, specPath.child('variables'));
  const declared = { ...base, hasPatchTypes: true, variables: variables.types } as const;
  const match = specPath.child('matchConstraints');
  const conditions = spec.matchConditions ?? [];
  const mutations = spec.mutations ?? [];
  const at = specPath.child('mutations');
  return [
    ...checkFailurePolicy(spec.failurePolicy, specPath.child('failurePolicy')),
    ...checkParamKind(spec.paramKind, specPath.child('paramKind')),
    ...checkMatchConstraints(spec.matchConstraints, match),
    ...checkMutatingOperations(spec.matchConstraints, match),
    ...checkMatchConditions(conditions, hasParams, specPath.child('matchConditions')),
    ...variables.errors,
    ...(mutations.length > 0
      ? []
      : [requiredError(at, 'mutations must contain at least one item')]),
    ...mutations.flatMap((mutation, i) => checkMutation(mutation, declared, at.index(i))),
    ...checkReinvocation(spec.reinvocationPolicy ?? '', specPath.child('reinvocationPolicy')),
  ];
}

function checkReinvocation(policy: string, at: FieldPath): readonly FieldError[] {
  if (policy === '') return [requiredError(at, '')];
  const isKnown = reinvocationPolicies.includes(policy);
  return isKnown ? [] : [notSupportedError(at, policy, reinvocationPolicies)];
}

interface PatchField {
  readonly field: 'applyConfiguration' | 'jsonPatch';
  readonly other: 'applyConfiguration' | 'jsonPatch';
  /** The type of the expression's value. */
  readonly result: string;
}

const patches: { readonly [type: string]: PatchField } = {
  ApplyConfiguration: { field: 'applyConfiguration', other: 'jsonPatch', result: 'Object' },
  JSONPatch: { field: 'jsonPatch', other: 'applyConfiguration', result: 'list(JSONPatch)' },
};

function checkMutation(
  mutation: Frozen<Mutation>,
  declared: Declarations,
  at: FieldPath,
): readonly FieldError[] {
  const { patchType } = mutation;
  const typePath = at.child('patchType');
  if (patchType === '') return [requiredError(typePath, '')];
  const patch = Object.hasOwn(patches, patchType) ? patches[patchType] : undefined;
  if (!patch) return [notSupportedError(typePath, patchType, patchTypes)];
  const { field, other, result } = patch;
  const errors: FieldError[] = [];
  const expression = mutation[field]?.expression?.trim();
  const here = at.child(field, 'expression');
  if (mutation[field] === undefined) {
    const text = `must be specified when patchType is ${patchType}`;
    errors.push(requiredError(at.child(field), text));
  } else if (!expression) errors.push(requiredError(here, ''));
  else errors.push(...checkExpression(expression, declared, [result], here));
  if (mutation[other] === undefined) return errors;
  const text = `must not be specified when patchType is ${patchType}`;
  return [...errors, invalidError(at.child(other), `{${other}}`, text)];
}
