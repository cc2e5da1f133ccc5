import {
  duplicateError,
  type FieldError,
  type FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../apimachinery/field-error.ts';
import { checkLabelSelector, checkName } from '../../apimachinery/field-rules.ts';
import { pathSegmentErrors } from '../../apimachinery/names.ts';
import type { Frozen } from '../../lib/json.ts';
import type { MatchResources, NamedRuleWithOperations } from './match-resources.ts';

/** Rules of pkg/apis/admissionregistration/validation about what requests are meant. */

const matchPolicies = ['Equivalent', 'Exact'];
const operations = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
/** What is deleted can't be changed. */
const mutatingOperations = ['*', 'CONNECT', 'CREATE', 'UPDATE'];
const scopes = ['*', 'Cluster', 'Namespaced'];

/** Of a binding: nothing is everything. */
export function checkMatchResources(
  match: Frozen<MatchResources> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (!match) return [];
  return [
    ...checkMatchPolicy(match.matchPolicy, at.child('matchPolicy')),
    ...checkSelector(match.namespaceSelector, at.child('namespaceSelector')),
    ...checkSelector(match.objectSelector, at.child('objectSelector')),
    ...checkRules(match.resourceRules, at.child('resourceRules')),
    ...checkRules(match.excludeResourceRules, at.child('excludeResourceRules')),
  ];
}

/** Of a policy, which has to name its resources. */
export function checkMatchConstraints(
  match: Frozen<MatchResources> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (!match) return [requiredError(at, '')];
  const hasRules = (match.resourceRules ?? []).length > 0;
  return [
    ...checkMatchResources(match, at),
    ...(hasRules ? [] : [requiredError(at.child('resourceRules'), '')]),
  ];
}

export function checkMutatingOperations(
  match: Frozen<MatchResources> | undefined,
  at: FieldPath,
): readonly FieldError[] {
  const here = at.child('resourceRules', 'operations');
  return (match?.resourceRules ?? []).flatMap((rule) =>
    (rule.operations ?? [])
      .filter((operation) => !mutatingOperations.includes(operation))
      .map((operation) => notSupportedError(here, operation, mutatingOperations)),
  );
}

function checkMatchPolicy(policy: string | undefined, at: FieldPath): readonly FieldError[] {
  if (policy === undefined) return [requiredError(at, '')];
  return matchPolicies.includes(policy) ? [] : [notSupportedError(at, policy, matchPolicies)];
}

function checkSelector(
  selector: Frozen<MatchResources>['objectSelector'],
  at: FieldPath,
): readonly FieldError[] {
  return selector ? checkLabelSelector(selector, at) : [requiredError(at, '')];
}

function checkRules(
  rules: Frozen<MatchResources>['resourceRules'],
  at: FieldPath,
): readonly FieldError[] {
  return (rules ?? []).flatMap((rule, i) => checkRule(rule, at.index(i)));
}

function checkRule(rule: Frozen<NamedRuleWithOperations>, at: FieldPath): readonly FieldError[] {
  const { resourceNames = [], apiGroups = [], apiVersions = [], scope } = rule;
  const names = at.child('resourceNames');
  const versions = at.child('apiVersions');
  return [
    ...resourceNames.flatMap((name, i) => [
      ...checkName(pathSegmentErrors, name, names.index(i)),
      ...(resourceNames.indexOf(name) < i ? [duplicateError(names.index(i), name)] : []),
    ]),
    ...checkOperations(rule.operations ?? [], at.child('operations')),
    ...checkWildcard(apiGroups, at.child('apiGroups'), 'API groups'),
    ...checkWildcard(apiVersions, versions, 'API versions'),
    ...apiVersions.flatMap((version, i) =>
      version === '' ? [requiredError(versions.index(i), '')] : [],
    ),
    ...checkResources(rule.resources ?? [], at.child('resources')),
    ...(scope === undefined || scopes.includes(scope)
      ? []
      : [notSupportedError(at.child('scope'), scope, scopes)]),
  ];
}

function checkOperations(given: readonly string[], at: FieldPath): readonly FieldError[] {
  return [
    ...checkWildcard(given, at, 'operations'),
    ...given.flatMap((operation, i) =>
      operations.includes(operation) ? [] : [notSupportedError(at.index(i), operation, operations)],
    ),
  ];
}

/** At least one, and `*` alone. */
function checkWildcard(
  values: readonly string[],
  at: FieldPath,
  what: string,
): readonly FieldError[] {
  if (values.length === 0) return [requiredError(at, '')];
  if (values.length === 1 || !values.includes('*')) return [];
  return [invalidError(at, values, `if '*' is present, must not specify other ${what}`)];
}

function checkResources(resources: readonly string[], at: FieldPath): readonly FieldError[] {
  if (resources.length === 0) return [requiredError(at, '')];
  const errors = resources.flatMap((resource, i) =>
    checkResource(resource, resources.slice(0, i), at.index(i)),
  );
  if (resources.length > 1 && resources.includes('*/*')) {
    const text = "if '*/*' is present, must not specify other resources";
    errors.push(invalidError(at, resources, text));
  }
  const isPlain = (name: string): boolean => name !== '' && name !== '*' && !name.includes('/');
  if (resources.includes('*') && resources.some(isPlain)) {
    const text = "if '*' is present, must not specify other resources without subresources";
    errors.push(invalidError(at, resources, text));
  }
  return errors;
}

/** `pods/log` says nothing new after `pods/*` or the like. */
function checkResource(
  resource: string,
  before: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  if (resource === '') return [requiredError(at, '')];
  const [name = '', subresource] = resource.split('/');
  if (subresource === undefined) return [];
  return [`${name}/*`, `*/${subresource}`]
    .filter((wild) => before.includes(wild))
    .map((wild) =>
      invalidError(at, resource, `if '${wild}' is present, must not specify ${resource}`),
    );
}
