import type { Frozen } from '../lib/json.ts';

export type Labels = { readonly [key: string]: string | undefined };

export type LabelOperator = '=' | '==' | '!=' | 'in' | 'notin' | 'exists' | '!' | 'gt' | 'lt';

/** One comparison of a label with values; `exists` and `!` have none. */
export interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  readonly values: readonly string[];
}

/** All requirements must hold; none at all matches everything, unless `nothing` is set. */
export interface Selector {
  readonly requirements: readonly LabelRequirement[];
  readonly nothing?: true;
}

/** `metav1.LabelSelector`, by shape. */
export interface LabelSelectorShape {
  matchLabels?: { [key: string]: string };
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

export const everything: Selector = { requirements: [] };
export const nothing: Selector = { requirements: [], nothing: true };

/** True when labels fulfil a selector. */
export function matchesLabels(selector: Selector, labels: Labels | undefined): boolean {
  if (selector.nothing) return false;
  return selector.requirements.every((requirement) => fulfils(requirement, labels ?? {}));
}

/**
 * The selector that an object's `spec.selector` means: absent selects nothing, empty everything
 * (metav1.LabelSelectorAsSelector). Its operators have been validated before.
 */
export function selectorOf(selector: Frozen<LabelSelectorShape> | undefined): Selector {
  if (!selector) return nothing;
  const equal = Object.entries(selector.matchLabels ?? {}).map(
    ([key, value]): LabelRequirement => ({ key, operator: '=', values: [value] }),
  );
  const rest = (selector.matchExpressions ?? []).map(
    ({ key, operator, values }): LabelRequirement => ({
      key,
      operator: operators[operator] ?? 'exists',
      values: values ?? [],
    }),
  );
  return { requirements: [...equal, ...rest] };
}

/** The selector that a map of labels means, as a Service has it: equality with each. */
export function selectorOfMap(labels: Labels): Selector {
  return selectorOf({
    matchLabels: Object.fromEntries(
      Object.entries(labels).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  });
}

/** `app=web,tier in (a,b)`: the selector as a query string, keys sorted; '' when it has none. */
export function formatSelector(selector: Selector): string {
  return [...selector.requirements]
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(requirementText)
    .join(',');
}

/** `formatSelector` of an object's `spec.selector`, as `autoscaling/v1 Scale` shows it. */
export function selectorText(selector: Frozen<LabelSelectorShape> | undefined): string {
  return formatSelector(selectorOf(selector));
}

const operators: { readonly [name: string]: LabelOperator | undefined } = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: '!',
};

function fulfils({ key, operator, values }: LabelRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'gt':
    case 'lt':
      return value !== undefined && isOrdered(operator, value, values[0] ?? '');
    default:
      return value !== undefined && values.includes(value);
  }
}

/** Integers only: other texts never compare. */
function isOrdered(operator: 'gt' | 'lt', value: string, bound: string): boolean {
  if (!integer.test(value) || !integer.test(bound)) return false;
  return operator === 'gt' ? BigInt(value) > BigInt(bound) : BigInt(value) < BigInt(bound);
}

const integer = /^-?\d+$/;

function requirementText({ key, operator, values }: LabelRequirement): string {
  switch (operator) {
    case 'exists':
      return key;
    case '!':
      return `!${key}`;
    case 'in':
    case 'notin':
      return `${key} ${operator} (${[...values].sort().join(',')})`;
    case 'gt':
      return `${key}>${values[0] ?? ''}`;
    case 'lt':
      return `${key}<${values[0] ?? ''}`;
    default:
      return `${key}${operator}${values[0] ?? ''}`;
  }
}
