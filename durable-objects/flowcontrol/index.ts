import { type FlowSchema, flowSchemas, priorityLevelConfigurations } from '../api/index.ts';
import type { Attributes } from '../apiserver/authorizer.ts';
import type { FlowControl } from '../apiserver/flow-control.ts';
import type { Frozen } from '../lib/json.ts';

type Rule = NonNullable<Frozen<FlowSchema>['spec']['rules']>[number];
type Subject = Rule['subjects'][number];

/** Finds the flow of a request as apiserver's pkg/util/flowcontrol does (rule.go). */
export const flowControl: FlowControl = {
  classify(attributes, read) {
    const schemas = [...read.list(flowSchemas)].sort(
      (a, b) =>
        a.spec.matchingPrecedence - b.spec.matchingPrecedence ||
        (a.metadata.name < b.metadata.name ? -1 : 1),
    );
    const schema = schemas.find(({ spec }) =>
      (spec.rules ?? []).some((rule) => matchesRule(rule, attributes)),
    );
    if (!schema) return undefined;
    const { name } = schema.spec.priorityLevelConfiguration;
    const level = read.get(priorityLevelConfigurations, { namespace: '', name });
    return { flowSchema: schema.metadata.uid, priorityLevel: level?.metadata.uid ?? '' };
  },
};

function matchesRule(rule: Rule, attributes: Attributes): boolean {
  if (!rule.subjects.some((subject) => matchesSubject(subject, attributes))) return false;
  const { isResource, verb, path, group, namespace } = attributes;
  if (!isResource) {
    return (rule.nonResourceRules ?? []).some(
      ({ verbs, nonResourceURLs }) =>
        names(verbs, verb) && nonResourceURLs.some((url) => matchesPath(url, path)),
    );
  }
  const resource =
    attributes.subresource === ''
      ? attributes.resource
      : `${attributes.resource}/${attributes.subresource}`;
  return (rule.resourceRules ?? []).some(
    (one) =>
      names(one.verbs, verb) &&
      names(one.resources, resource) &&
      names(one.apiGroups, group) &&
      (namespace === '' ? one.clusterScope === true : names(one.namespaces ?? [], namespace)),
  );
}

function matchesSubject(subject: Subject, { user }: Attributes): boolean {
  const { group, serviceAccount } = subject;
  if (subject.user) return names([subject.user.name], user.name);
  if (group) return group.name === '*' || user.groups.includes(group.name);
  if (!serviceAccount) return false;
  const prefix = `system:serviceaccount:${serviceAccount.namespace}:`;
  const { name } = serviceAccount;
  return user.name.startsWith(prefix) && names([name], user.name.slice(prefix.length));
}

function matchesPath(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

function names(list: readonly string[], one: string): boolean {
  return list.includes('*') || list.includes(one);
}
