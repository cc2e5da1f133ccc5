import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { alignRemembering, newTableState } from '../../print/table.ts';

/** One line of `auth can-i --list`. */
interface Rule {
  verbs: string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly names: readonly string[];
  readonly urls: readonly string[];
}

/**
 * What somebody may do, as a table: a line for each resource, with all its verbs. Follows
 * CompactRules and SortableRuleSlice of k8s.io/kubectl/pkg/util/rbac.
 */
export function printRules(status: JsonObject, hasHeaders: boolean): string {
  const rules = [
    ...compact(objects(status.resourceRules).flatMap(brokenDown)),
    ...objects(status.nonResourceRules).flatMap(brokenDownUrls),
  ].sort(byText);
  const rows = rules.map(({ verbs, groups, resources, names, urls }) => [
    combined(resources, groups),
    list(urls),
    list(names),
    list(verbs),
  ]);
  const headers = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'];
  return alignRemembering(hasHeaders ? [headers, ...rows] : rows, newTableState());
}

/** A rule for each group and resource of one, and for each URL. */
function brokenDown(rule: JsonObject): readonly Rule[] {
  return texts(rule.apiGroups).flatMap((group) =>
    texts(rule.resources).map((resource) => ({
      verbs: texts(rule.verbs),
      groups: [group],
      resources: [resource],
      names: texts(rule.resourceNames),
      urls: [],
    })),
  );
}

function brokenDownUrls(rule: JsonObject): readonly Rule[] {
  return texts(rule.nonResourceURLs).map((url) => ({
    verbs: texts(rule.verbs),
    groups: [],
    resources: [],
    names: [],
    urls: [url],
  }));
}

/** Rules about the same become one. */
function compact(rules: readonly Rule[]): readonly Rule[] {
  const known = new Map<string, Rule>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.groups, rule.resources, rule.names]);
    const other = known.get(key);
    if (other) other.verbs.push(...rule.verbs);
    else known.set(key, { ...rule, verbs: [...rule.verbs] });
  }
  return [...known.values()];
}

function byText(a: Rule, b: Rule): number {
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : Number(left > right);
}

function textOf({ verbs, groups, resources, names, urls }: Rule): string {
  return [verbs, groups, resources, names, urls].map(list).join(',');
}

/** `pods`, `deployments.apps/scale`. */
function combined(resources: readonly string[], groups: readonly string[]): string {
  const [resource] = resources;
  if (resource === undefined) return '';
  const [name = '', ...rest] = resource.split('/');
  const [group = ''] = groups;
  const full = group === '' ? name : `${name}.${group}`;
  return [full, ...rest].join('/');
}

function list(texts: readonly string[]): string {
  return `[${texts.join(' ')}]`;
}

function objects(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
