import type {
  MatchResources,
  NamedRuleWithOperations,
} from '../../../api/admissionregistration/match-resources.ts';
import { admissionGroup } from '../../../api/admissionregistration/match-resources.ts';
import { namespaces } from '../../../api/core/namespace/resource.ts';
import { matchesLabels, selectorOf } from '../../../apimachinery/labels.ts';
import type { Resource } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { AdmissionAttributes } from '../plugin.ts';
import { equivalentsOf, isNamespace, type PolicyRequest } from './request.ts';

/** Policies and what belongs to them are subject to none: a mistake can be put right. */
export function isExempt({ resource }: AdmissionAttributes): boolean {
  return resource.group === admissionGroup;
}

/**
 * The version in which a request is what a policy or binding is about; undefined when it is not.
 * Follows apiserver/pkg/admission/plugin/policy/matching.
 */
export function matchedVersion(
  match: Frozen<MatchResources>,
  request: PolicyRequest,
): Resource | undefined {
  if (!isNamespaceSelected(match, request) || !isObjectSelected(match, request)) return undefined;
  if (ruledVersion(match.excludeResourceRules ?? [], match, request)) return undefined;
  const rules = match.resourceRules ?? [];
  return rules.length === 0 ? request.resource : ruledVersion(rules, match, request);
}

function isNamespaceSelected(match: Frozen<MatchResources>, request: PolicyRequest): boolean {
  const { attributes, resource, namespace, object } = request;
  if (namespace === '' && !isNamespace(resource)) return true;
  const selector = selectorOf(match.namespaceSelector);
  if (selector.requirements.length === 0) return true;
  const isItself = isNamespace(resource) && attributes.subresource === '' && object !== undefined;
  const found = isItself
    ? object
    : attributes.read.get(namespaces, { namespace: '', name: namespace });
  return matchesLabels(selector, found?.metadata.labels);
}

function isObjectSelected(
  match: Frozen<MatchResources>,
  { object, attributes }: PolicyRequest,
): boolean {
  const selector = selectorOf(match.objectSelector);
  if (selector.requirements.length === 0) return true;
  return [object, attributes.old].some(
    (one) => one !== undefined && matchesLabels(selector, one.metadata.labels),
  );
}

function ruledVersion(
  rules: readonly Frozen<NamedRuleWithOperations>[],
  { matchPolicy }: Frozen<MatchResources>,
  request: PolicyRequest,
): Resource | undefined {
  const isRuled = (resource: Resource): boolean =>
    rules.some((rule) => matchesRule(rule, resource, request));
  if (isRuled(request.resource)) return request.resource;
  if (matchPolicy !== 'Equivalent') return undefined;
  return equivalentsOf(request).find(isRuled);
}

function matchesRule(
  rule: Frozen<NamedRuleWithOperations>,
  { group, version, plural }: Resource,
  { attributes: { operation, name, subresource }, namespace, resource }: PolicyRequest,
): boolean {
  const names = rule.resourceNames ?? [];
  const isCluster = namespace === '' || isNamespace(resource);
  return (
    (rule.scope === undefined || rule.scope === '*' || (rule.scope === 'Cluster') === isCluster) &&
    includes(rule.operations, operation) &&
    includes(rule.apiGroups, group) &&
    includes(rule.apiVersions, version) &&
    (rule.resources ?? []).some((pattern) => isPattern(pattern, plural, subresource)) &&
    (names.length === 0 || names.includes(name))
  );
}

function includes(items: readonly string[] | undefined, asked: string): boolean {
  return (items ?? []).some((item) => item === '*' || item === asked);
}

/** `pods`, `pods/log`, `*`, `pods/*`, scale of anything: a name without a slash means no subresource. */
function isPattern(pattern: string, plural: string, subresource: string): boolean {
  const [name = '', sub = ''] = pattern.split('/');
  return (name === '*' || name === plural) && (sub === '*' || sub === subresource);
}
