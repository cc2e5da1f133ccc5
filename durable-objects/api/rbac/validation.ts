import {
  type FieldError,
  FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../apimachinery/field-error.ts';
import { checkName, invalidStruct } from '../../apimachinery/field-rules.ts';
import { dns1123SubdomainErrors, pathSegmentErrors } from '../../apimachinery/names.ts';
import { deepEqual, type Frozen } from '../../lib/json.ts';
import type { PolicyRule } from './policy-rule.ts';
import { type BindingParts, type RoleRef, rbacGroup, type Subject } from './subject.ts';

type Rule = Frozen<PolicyRule>;

/** ValidatePolicyRule (pkg/apis/rbac/validation) for each of a role's rules. */
export function validateRules(
  rules: readonly Rule[] | undefined,
  isNamespaced: boolean,
): readonly FieldError[] {
  const at = FieldPath.of('rules');
  return (rules ?? []).flatMap((rule, i) => checkRule(rule, isNamespaced, at.index(i)));
}

function checkRule(rule: Rule, isNamespaced: boolean, at: FieldPath): readonly FieldError[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const errors: FieldError[] = [];
  const need = (field: string, text: string): void => {
    errors.push(requiredError(at.child(field), text));
  };
  if (verbs.length === 0) need('verbs', 'verbs must contain at least one value');
  if (nonResourceURLs.length > 0) {
    const refuse = (text: string): void => {
      errors.push(invalidError(at.child('nonResourceURLs'), nonResourceURLs, text));
    };
    if (isNamespaced) refuse('namespaced rules cannot apply to non-resource URLs');
    if (apiGroups.length > 0 || resources.length > 0 || resourceNames.length > 0)
      refuse('rules cannot apply to both regular resources and non-resource URLs');
    return errors;
  }
  if (apiGroups.length === 0)
    need('apiGroups', 'resource rules must supply at least one api group');
  if (resources.length === 0) need('resources', 'resource rules must supply at least one resource');
  return errors;
}

/** Rules of a binding; `kinds` are the roles that it may name. */
export function validateBinding(
  { roleRef, subjects }: Frozen<BindingParts>,
  kinds: readonly string[],
  isNamespaced: boolean,
): readonly FieldError[] {
  const at = FieldPath.of('subjects');
  return [
    ...checkRoleRef(roleRef, kinds, FieldPath.of('roleRef')),
    ...(subjects ?? []).flatMap((one, i) => checkSubject(one, isNamespaced, at.index(i))),
  ];
}

function checkRoleRef(
  { apiGroup, kind, name }: Frozen<RoleRef>,
  kinds: readonly string[],
  at: FieldPath,
): readonly FieldError[] {
  return [
    ...(apiGroup === rbacGroup
      ? []
      : [notSupportedError(at.child('apiGroup'), apiGroup, [rbacGroup])]),
    ...(kinds.includes(kind) ? [] : [notSupportedError(at.child('kind'), kind, kinds)]),
    ...(name === ''
      ? [requiredError(at.child('name'), '')]
      : checkName(pathSegmentErrors, name, at.child('name'))),
  ];
}

function checkSubject(
  { kind, name, namespace, apiGroup = '' }: Frozen<Subject>,
  isNamespaced: boolean,
  at: FieldPath,
): readonly FieldError[] {
  const unnamed = name === '' ? [requiredError(at.child('name'), '')] : [];
  const ofGroup = (group: string): readonly FieldError[] =>
    apiGroup === group ? [] : [notSupportedError(at.child('apiGroup'), apiGroup, [group])];
  switch (kind) {
    case 'ServiceAccount':
      return [
        ...unnamed,
        ...(name === '' ? [] : checkName(dns1123SubdomainErrors, name, at.child('name'))),
        ...ofGroup(''),
        ...(!isNamespaced && !namespace ? [requiredError(at.child('namespace'), '')] : []),
      ];
    case 'User':
    case 'Group':
      return [...unnamed, ...ofGroup(rbacGroup)];
    default: {
      const known = ['ServiceAccount', 'User', 'Group'];
      return [...unnamed, notSupportedError(at.child('kind'), kind, known)];
    }
  }
}

/** A binding is for one role for good. */
export function validateBindingUpdate(
  { roleRef }: Frozen<BindingParts>,
  old: Frozen<BindingParts>,
): readonly FieldError[] {
  if (deepEqual(roleRef, old.roleRef)) return [];
  const { apiGroup: APIGroup, kind: Kind, name: Name } = roleRef;
  return [
    invalidStruct(FieldPath.of('roleRef'), { APIGroup, Kind, Name }, 'cannot change roleRef'),
  ];
}
