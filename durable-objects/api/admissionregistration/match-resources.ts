import { array, type Infer, object, pointer, string } from '../../apimachinery/schema.ts';
import { labelSelector } from '../pod-template/label-selector.ts';

/** What requests policies and webhooks are about. */

export const admissionGroup = 'admissionregistration.k8s.io';

const texts = array(string(), { list: 'atomic' });

/** Upstream embeds Rule in RuleWithOperations, and that in NamedRuleWithOperations. */
const ruleFields = {
  operations: texts,
  apiGroups: texts,
  apiVersions: texts,
  resources: texts,
  scope: pointer(string()),
} as const;

export const ruleWithOperations = object(
  'io.k8s.api.admissionregistration.v1.RuleWithOperations',
  ruleFields,
);

const namedRuleWithOperations = object(
  'io.k8s.api.admissionregistration.v1.NamedRuleWithOperations',
  { resourceNames: texts, ...ruleFields },
  { atomic: true },
);
export type NamedRuleWithOperations = Infer<typeof namedRuleWithOperations>;

export const matchResources = object(
  'io.k8s.api.admissionregistration.v1.MatchResources',
  {
    namespaceSelector: labelSelector,
    objectSelector: labelSelector,
    resourceRules: array(namedRuleWithOperations, { list: 'atomic' }),
    excludeResourceRules: array(namedRuleWithOperations, { list: 'atomic' }),
    matchPolicy: pointer(string()),
  },
  { atomic: true },
);
export type MatchResources = Infer<typeof matchResources>;

/** Defaults of pkg/apis/admissionregistration/v1: everything matches what says nothing. */
export function defaultMatchResources(match: MatchResources | undefined): void {
  if (!match) return;
  match.matchPolicy ??= 'Equivalent';
  match.namespaceSelector ??= {};
  match.objectSelector ??= {};
  for (const rule of [...(match.resourceRules ?? []), ...(match.excludeResourceRules ?? [])])
    rule.scope ??= '*';
}
