import type { Frozen } from '../../lib/json.ts';
import type { PolicyRule } from './policy-rule.ts';

type Rule = Frozen<PolicyRule>;

/**
 * The same as rules with one verb, one group, one resource and one name each, or one path
 * (k8s.io/component-helpers/auth/rbac/validation BreakdownRule).
 */
export function breakdownRule(rule: Rule): readonly Rule[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  const parts: Rule[] = [];
  for (const group of apiGroups)
    for (const resource of resources)
      for (const verb of verbs) {
        const part = { verbs: [verb], apiGroups: [group], resources: [resource] };
        if (resourceNames.length === 0) parts.push(part);
        for (const name of resourceNames) parts.push({ ...part, resourceNames: [name] });
      }
  for (const url of nonResourceURLs)
    for (const verb of verbs) parts.push({ verbs: [verb], nonResourceURLs: [url] });
  return parts;
}

/** Joins rules about the same single resource; all others come first, as they are. */
export function compactRules(rules: readonly Rule[]): readonly Rule[] {
  const others: Rule[] = [];
  const simple = new Map<string, { readonly rule: Rule; readonly verbs: string[] }>();
  for (const rule of rules) {
    const key = simpleKey(rule);
    if (key === undefined) {
      others.push(rule);
      continue;
    }
    const known = simple.get(key);
    if (!known) simple.set(key, { rule, verbs: [...rule.verbs] });
    else known.verbs.push(...rule.verbs.filter((verb) => !known.verbs.includes(verb)));
  }
  return [...others, ...[...simple.values()].map(({ rule, verbs }) => ({ ...rule, verbs }))];
}

/** What a rule about one resource is about; undefined for every other rule. */
function simpleKey(rule: Rule): string | undefined {
  const { apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  if (nonResourceURLs.length > 0 || resourceNames.length > 1) return undefined;
  if (apiGroups.length !== 1 || resources.length !== 1) return undefined;
  return JSON.stringify([apiGroups[0], resources[0], resourceNames]);
}

/** A rule as Go prints its protobuf message, by which kubectl sorts. */
export function ruleText(rule: Rule): string {
  const { verbs, apiGroups, resources, resourceNames, nonResourceURLs } = rule;
  const members = {
    Verbs: verbs,
    APIGroups: apiGroups,
    Resources: resources,
    ResourceNames: resourceNames,
    NonResourceURLs: nonResourceURLs,
  };
  const parts = Object.entries(members).map(([name, values]) => `${name}:${listText(values)},`);
  return `&PolicyRule{${parts.join('')}}`;
}

/** A list as Go prints it: `[get list]`. */
export function listText(values: readonly string[] | undefined): string {
  return `[${(values ?? []).join(' ')}]`;
}
