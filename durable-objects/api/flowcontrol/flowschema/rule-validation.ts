import {
  type FieldError,
  type FieldPath,
  invalidError,
  notSupportedError,
  requiredError,
} from '../../../apimachinery/field-error.ts';
import { dns1123LabelErrors } from '../../../apimachinery/names.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { NonResourcePolicyRule, ResourcePolicyRule } from './schema.ts';

const all = '*';
const verbs = 'create,delete,deletecollection,get,list,patch,proxy,update,watch'.split(',');

export function checkResourceRule(
  rule: Frozen<ResourcePolicyRule>,
  at: FieldPath,
): readonly FieldError[] {
  const { apiGroups, resources, namespaces = [], clusterScope } = rule;
  return [
    ...checkVerbs(rule.verbs, at.child('verbs')),
    ...checkList(apiGroups, at.child('apiGroups'), 'api group', 'api groups'),
    ...checkList(resources, at.child('resources'), 'resource', 'resources'),
    ...checkNamespaces(namespaces, clusterScope === true, at.child('namespaces')),
  ];
}

export function checkNonResourceRule(
  rule: Frozen<NonResourcePolicyRule>,
  at: FieldPath,
): readonly FieldError[] {
  const urls = rule.nonResourceURLs;
  const here = at.child('nonResourceURLs');
  const errors = [...checkVerbs(rule.verbs, at.child('verbs'))];
  if (urls.length === 0) {
    errors.push(requiredError(here, 'nonResourceURLs must contain at least one value'));
  } else if (urls.includes(all)) {
    if (urls.length > 1) errors.push(invalidError(here, urls, onlyAll('non-resource URLs')));
  } else {
    urls.forEach((url, i) => {
      const why = urlProblem(url);
      if (why) errors.push(invalidError(here.index(i), url, why));
    });
  }
  return errors;
}

function onlyAll(what: string): string {
  return `if '*' is present, must not specify other ${what}`;
}

function checkVerbs(list: readonly string[], at: FieldPath): readonly FieldError[] {
  if (list.length === 0) return [requiredError(at, 'verbs must contain at least one value')];
  if (list.includes(all)) return list.length > 1 ? [invalidError(at, list, onlyAll('verbs'))] : [];
  return list.every((verb) => verbs.includes(verb)) ? [] : [notSupportedError(at, list, verbs)];
}

function checkList(
  list: readonly string[],
  at: FieldPath,
  one: string,
  many: string,
): readonly FieldError[] {
  if (list.length === 0)
    return [requiredError(at, `resource rules must supply at least one ${one}`)];
  return list.length > 1 && list.includes(all) ? [invalidError(at, list, onlyAll(many))] : [];
}

function checkNamespaces(
  list: readonly string[],
  isCluster: boolean,
  at: FieldPath,
): readonly FieldError[] {
  if (list.length === 0 && !isCluster) {
    const text = 'resource rules that are not cluster scoped must supply at least one namespace';
    return [requiredError(at, text)];
  }
  if (list.includes(all)) {
    return list.length > 1 ? [invalidError(at, list, onlyAll('namespaces'))] : [];
  }
  const intro = "each member of this list must be '*' or a DNS-1123 label; ";
  return list.flatMap((namespace, i) =>
    dns1123LabelErrors(namespace).map((why) =>
      invalidError(at.index(i), namespace, `${intro}${why}`),
    ),
  );
}

function urlProblem(url: string): string | undefined {
  if (url === '') return 'must not be empty';
  if (!url.startsWith('/')) return 'must start with slash';
  if (url.includes(' ')) return 'must not contain white-space';
  if (url.includes('//')) return 'must not contain double slash';
  const stars = url.split(all).length - 1;
  const isSuffix = stars === 0 || (stars === 1 && url.endsWith('/*'));
  return isSuffix ? undefined : 'wildcard can only do suffix matching';
}
