import type { PolicyRule } from '../api/index.ts';
import type { Attributes } from '../apiserver/authorizer.ts';
import type { Frozen } from '../lib/json.ts';

type Rule = Frozen<PolicyRule>;

/** True when a rule allows it (RuleAllows of plugin/pkg/auth/authorizer/rbac). */
export function allows(rule: Rule, asked: Attributes): boolean {
  if (!includes(rule.verbs, asked.verb)) return false;
  if (!asked.isResource)
    return (rule.nonResourceURLs ?? []).some((pattern) => matchesPath(pattern, asked.path));
  const { resources, resourceNames = [] } = rule;
  return (
    includes(rule.apiGroups, asked.group) &&
    (resources ?? []).some((pattern) => matchesResource(pattern, asked)) &&
    (resourceNames.length === 0 || resourceNames.includes(asked.name))
  );
}

// `pods`, `pods/log`, `*` for everything, and `*/scale` for that subresource of everything.
function matchesResource(pattern: string, { resource, subresource }: Attributes): boolean {
  if (pattern === '*') return true;
  if (subresource === '') return pattern === resource;
  return pattern === `${resource}/${subresource}` || pattern === `*/${subresource}`;
}

function matchesPath(pattern: string, path: string): boolean {
  if (pattern === '*' || pattern === path) return true;
  return pattern.endsWith('*') && path.startsWith(pattern.replace(/\*+$/, ''));
}

function includes(values: readonly string[] | undefined, value: string): boolean {
  return values !== undefined && (values.includes('*') || values.includes(value));
}
