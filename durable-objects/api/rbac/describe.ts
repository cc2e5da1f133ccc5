import { writeMetadata } from '../../apimachinery/describe/metadata.ts';
import { describeText } from '../../apimachinery/describe/writer.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import type { PolicyRule } from './policy-rule.ts';
import { breakdownRule, compactRules, listText, ruleText } from './rules.ts';
import type { BindingParts } from './subject.ts';

type Rule = Frozen<PolicyRule>;

/** These kinds are described without their namespace, also where they have one. */
const noNamespace = { clusterScoped: true } as const;

/** `kubectl describe role` and `clusterrole`: one line for each resource or path. */
export function describeRules(role: Frozen<KubeObject & { rules?: PolicyRule[] }>): string {
  return describeText((writer) => {
    writeMetadata(writer, role, noNamespace);
    writer.line(0, 'PolicyRule:');
    writer.line(1, 'Resources\tNon-Resource URLs\tResource Names\tVerbs');
    writer.line(1, '---------\t-----------------\t--------------\t-----');
    for (const rule of sortedRules(role.rules ?? [])) {
      const cells = [rule.nonResourceURLs, rule.resourceNames, rule.verbs].map(listText);
      writer.line(1, [qualifiedResource(rule), ...cells].join('\t'));
    }
  });
}

/** `kubectl describe rolebinding` and `clusterrolebinding`. */
export function describeBinding(binding: Frozen<KubeObject & BindingParts>): string {
  return describeText((writer) => {
    writeMetadata(writer, binding, noNamespace);
    const { kind, name } = binding.roleRef;
    writer.line(0, 'Role:');
    writer.field(1, 'Kind', kind);
    writer.field(1, 'Name', name);
    writer.line(0, 'Subjects:');
    writer.line(1, 'Kind\tName\tNamespace');
    writer.line(1, '----\t----\t---------');
    for (const one of binding.subjects ?? [])
      writer.line(1, `${one.kind}\t${one.name}\t${one.namespace ?? ''}`);
  });
}

function sortedRules(rules: readonly Rule[]): readonly Rule[] {
  return compactRules(rules.flatMap(breakdownRule))
    .map((rule) => ({ rule, text: ruleText(rule) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ rule }) => rule);
}

/** `deployments.apps/scale` (kubectl's CombineResourceGroup). */
function qualifiedResource({ resources = [], apiGroups = [] }: Rule): string {
  const [resource] = resources;
  if (resource === undefined) return '';
  const slash = resource.indexOf('/');
  const [name, rest] =
    slash < 0 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash)];
  return name + (apiGroups[0] ? `.${apiGroups[0]}` : '') + rest;
}
