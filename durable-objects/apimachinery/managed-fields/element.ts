import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { goJson } from '../go-json.ts';

/**
 * One step of a path in a field set, written as FieldsV1 writes it: `f:spec`, `k:{"name":"web"}`
 * of a list by keys, `v:"kubernetes"` of a set, `i:0`. Follows
 * sigs.k8s.io/structured-merge-diff fieldpath/serialize-pe.go.
 */
export type Element = string;

export function fieldElement(name: string): Element {
  return `f:${name}`;
}

/** Of a list's item by the keys that tell items apart; undefined when it has none of them. */
export function keyElement(
  item: JsonObject,
  keys: readonly string[],
  defaults: JsonObject,
): Element | undefined {
  let text = '';
  for (const key of keys) {
    const value = item[key] ?? defaults[key];
    if (value === undefined) continue;
    text += `${text === '' ? '' : ','}"${key}":${goJson(value)}`;
  }
  return text === '' ? undefined : `k:{${text}}`;
}

export function valueElement(value: Json): Element {
  return `v:${goJson(value)}`;
}

/** What a client wrote, in canonical form; undefined when it is no element. */
export function parseElement(text: string): Element | undefined {
  const rest = text.slice(2);
  switch (text.slice(0, 2)) {
    case 'f:':
      return text;
    case 'i:':
      return /^[+-]?\d{1,15}$/.test(rest) ? `i:${Number(rest)}` : undefined;
    case 'v:': {
      const value = parseJson(rest);
      return value === undefined ? undefined : valueElement(value);
    }
    case 'k:': {
      const value = parseJson(rest);
      return isObject(value) ? keyElement(value, Object.keys(value).sort(), {}) : undefined;
    }
    default:
      return undefined;
  }
}

/** As messages show it: `.spec`, `[name="web"]`, `[="kubernetes"]`, `[0]`. */
export function showElement(element: Element): string {
  const rest = element.slice(2);
  switch (element.charAt(0)) {
    case 'f':
      return `.${rest}`;
    case 'k': {
      const keys = Object.entries(parseJson(rest) ?? {});
      return `[${keys.map(([key, value]) => `${key}=${showValue(value)}`).join(',')}]`;
    }
    case 'v':
      return `[=${showValue(parseJson(rest) ?? null)}]`;
    default:
      return `[${rest}]`;
  }
}

const ranks: { readonly [kind: string]: number } = { '.': 0, f: 1, k: 2, v: 3, i: 4 };

const letterF = 'f'.charCodeAt(0);
const letterK = 'k'.charCodeAt(0);

/** Upstream's order: fields, keys, values, indexes; each among themselves (fieldpath/element.go). */
export function compareElements(a: Element, b: Element): number {
  const kind = a.charCodeAt(0);
  const other = b.charCodeAt(0);
  if (kind !== other) return (ranks[a.charAt(0)] ?? 0) - (ranks[b.charAt(0)] ?? 0);
  if (kind === letterF) return a < b ? -1 : Number(a > b);
  const [left, right] = [parseJson(a.slice(2)) ?? null, parseJson(b.slice(2)) ?? null];
  return kind === letterK ? compareKeys(left, right) : compareValues(left, right);
}

function compareKeys(a: Json, b: Json): number {
  const [left, right] = [Object.entries(a ?? {}), Object.entries(b ?? {})];
  for (let i = 0; ; i += 1) {
    const [mine, other] = [left[i], right[i]];
    if (!mine || !other) return Number(mine !== undefined) - Number(other !== undefined);
    if (mine[0] !== other[0]) return mine[0] < other[0] ? -1 : 1;
    const order = compareValues(mine[1], other[1]);
    if (order !== 0) return order;
  }
}

const valueRanks: { readonly [type: string]: number } = { number: 0, string: 1, boolean: 2 };

function compareValues(a: Json, b: Json): number {
  if (typeof a !== typeof b) return (valueRanks[typeof a] ?? 3) - (valueRanks[typeof b] ?? 3);
  if (a === null || b === null || a === b) return 0;
  return a < b ? -1 : 1;
}

function showValue(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(showValue).join(',')}]`;
  return isObject(value) ? '' : JSON.stringify(value);
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
