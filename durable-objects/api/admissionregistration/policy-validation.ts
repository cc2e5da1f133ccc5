import {
  duplicateError,
  type FieldError,
  type FieldPath,
  forbiddenError,
  invalidError,
  notSupportedError,
  requiredError,
  tooManyError,
} from '../../apimachinery/field-error.ts';
import { checkLabelSelector, checkName } from '../../apimachinery/field-rules.ts';
import {
  dns1035LabelErrors,
  dns1123SubdomainErrors,
  pathSegmentErrors,
  qualifiedNameErrors,
} from '../../apimachinery/names.ts';
import type { CelType } from '../../cel/index.ts';
import type { Frozen } from '../../lib/json.ts';
import {
  compileExpression,
  type Declarations,
  policyEnvironment,
  variableType,
} from './environment.ts';
import type { MatchCondition, ParamKind, ParamRef, Variable } from './policy-parts.ts';

/** Rules of pkg/apis/admissionregistration/validation that both kinds of policies share. */

const failurePolicies = ['Fail', 'Ignore'];
const notFoundActions = ['Deny', 'Allow'];
const maxMatchConditions = 64;

export function checkFailurePolicy(
  policy: string | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (policy === undefined) return [requiredError(at, '')];
  return failurePolicies.includes(policy) ? [] : [notSupportedError(at, policy, failurePolicies)];
}

/** An expression that doesn't compile, or gives something else than is wanted. */
export function checkExpression(
  expression: string,
  declared: Declarations,
  wanted: readonly string[],
  at: FieldPath,
  shown: string = expression,
): readonly FieldError[] {
  const program = compileExpression(expression, policyEnvironment(declared), wanted);
  return 'error' in program ? [invalidError(at, shown, program.error)] : [];
}

export function checkMatchConditions(
  conditions: readonly Frozen<MatchCondition>[],
  hasParams: boolean,
  at: FieldPath,
): readonly FieldError[] {
  const declared = { hasParams, hasAuthorizer: true };
  const errors = conditions.flatMap(({ name, expression }, i) => {
    const source = expression.trim();
    const here = at.index(i).child('expression');
    return [
      ...(source === ''
        ? [requiredError(here, '')]
        : checkExpression(source, declared, ['bool'], here)),
      ...checkConditionName(name, conditions.slice(0, i), at.index(i).child('name')),
    ];
  });
  if (conditions.length <= maxMatchConditions) return errors;
  return [tooManyError(at, conditions.length, maxMatchConditions), ...errors];
}

function checkConditionName(
  name: string,
  before: readonly Frozen<MatchCondition>[],
  at: FieldPath,
): readonly FieldError[] {
  if (name === '') return [requiredError(at, '')];
  const isKnown = before.some((condition) => condition.name === name);
  return [
    ...checkName(qualifiedNameErrors, name, at),
    ...(isKnown ? [duplicateError(at, name)] : []),
  ];
}

/** The variables' errors, and their types for the expressions that follow. */
export function checkVariables(
  variables: readonly Frozen<Variable>[],
  declared: Declarations,
  at: FieldPath,
): { readonly errors: readonly FieldError[]; readonly types: ReadonlyMap<string, CelType> } {
  const types = new Map<string, CelType>();
  const errors: FieldError[] = [];
  for (const [i, { name, expression }] of variables.entries()) {
    errors.push(...checkVariableName(name, at.index(i).child('name')));
    const here = at.index(i).child('expression');
    if (expression.trim() === '') {
      errors.push(requiredError(here, 'expression is not specified'));
      continue;
    }
    const program = compileExpression(
      expression,
      policyEnvironment({ ...declared, variables: types }),
    );
    if ('error' in program) errors.push(invalidError(here, expression, program.error));
    types.set(name, variableType(program));
  }
  return { errors, types };
}

function checkVariableName(name: string, at: FieldPath): readonly FieldError[] {
  if (name.trim() === '') return [requiredError(at, 'name is not specified')];
  const isIdentifier = /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(name) && !reserved.has(name);
  return isIdentifier ? [] : [invalidError(at, name, 'name is not a valid CEL identifier')];
}

const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

export function checkParamKind(
  kind: Frozen<ParamKind> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (!kind) return [];
  const { apiVersion = '', kind: name = '' } = kind;
  const here = at.child('kind');
  const errors = [...checkApiVersion(apiVersion, at.child('apiVersion'))];
  if (name === '') return [...errors, requiredError(here, '')];
  const wrong = dns1035LabelErrors(name.toLowerCase());
  if (wrong.length === 0) return errors;
  const text = `may have mixed case, but should otherwise match: ${wrong.join(',')}`;
  return [...errors, invalidError(here, name, text)];
}

function checkApiVersion(apiVersion: string, at: FieldPath): readonly FieldError[] {
  if (apiVersion === '') return [requiredError(at, '')];
  const parts = apiVersion.split('/');
  if (parts.length > 2)
    return [invalidError(at, apiVersion, `unexpected GroupVersion string: ${apiVersion}`)];
  const [group = '', version = ''] = parts.length === 2 ? parts : ['', apiVersion];
  const errors: FieldError[] = [];
  const wrongGroup = group === '' ? [] : dns1123SubdomainErrors(group);
  if (wrongGroup.length > 0) errors.push(invalidError(at, group, wrongGroup.join(',')));
  if (version === '') return [...errors, invalidError(at, apiVersion, 'version must be specified')];
  const wrong = dns1035LabelErrors(version);
  return wrong.length === 0 ? errors : [...errors, invalidError(at, version, wrong.join(','))];
}

/** What a binding of either kind names. */
export function checkBindingParts(
  {
    policyName = '',
    paramRef,
  }: { readonly policyName?: string; readonly paramRef?: Frozen<ParamRef> },
  at: FieldPath,
): readonly FieldError[] {
  const name = at.child('policyName');
  return [
    ...(policyName === ''
      ? [requiredError(name, '')]
      : checkName(dns1123SubdomainErrors, policyName, name)),
    ...(paramRef ? checkParamRef(paramRef, at.child('paramRef')) : []),
  ];
}

function checkParamRef(ref: Frozen<ParamRef>, at: FieldPath): readonly FieldError[] {
  const { name = '', selector, parameterNotFoundAction: action } = ref;
  const both = 'name and selector are mutually exclusive';
  const actionPath = at.child('parameterNotFoundAction');
  const errors: FieldError[] = [];
  if (name !== '') errors.push(...checkName(pathSegmentErrors, name, at.child('name')));
  if (name !== '' && selector) errors.push(forbiddenError(at.child('name'), both));
  if (selector) {
    errors.push(...checkLabelSelector(selector, at.child('selector')));
    if (name !== '') errors.push(forbiddenError(at.child('selector'), both));
  }
  if (name === '' && !selector)
    errors.push(requiredError(at, 'one of name or selector must be specified'));
  if (!action) errors.push(requiredError(actionPath, ''));
  else if (!notFoundActions.includes(action))
    errors.push(notSupportedError(actionPath, action, notFoundActions));
  return errors;
}
