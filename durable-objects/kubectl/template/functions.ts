import type { Json } from '../../lib/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../lib/utf8.ts';
import { sprintf } from './printf.ts';
import { GoNumber, isMap, isTrue, show, typeName, type Value } from './values.ts';

/** A function of templates; throws an Error in text/template's words. */
export type TemplateFunction = (args: readonly Value[]) => Value;

/** Those of text/template, and kubectl's `exists` and `base64decode`. `and`, `or` are the runner's. */
export const functions: Readonly<Record<string, TemplateFunction>> = {
  not: (args) => !isTrue(args[0]),
  len: ([value]) => new GoNumber(lengthOf(value)),
  index: ([value, ...keys]) => keys.reduce<Value>(itemAt, value),
  slice: ([value, ...places]) => sliceOf(value, places),
  print: sprint,
  println: (args) => `${args.map(show).join(' ')}\n`,
  printf: ([format, ...args]) => {
    if (typeof format !== 'string')
      throw new Error(`wrong type for value; expected string; got ${typeName(format)}`);
    return sprintf(format, args);
  },
  html: (args) => escaped(text(args), /[&<>'"\0]/g, html),
  js: (args) => escaped(text(args), /[\\'"<>&=\n\r\t\0]/g, js),
  urlquery: (args) =>
    encodeURIComponent(text(args))
      .replace(/[!'()*]/g, percent)
      .replace(/%20/g, '+'),
  eq: ([first, ...others]) => {
    if (others.length === 0) throw new Error('missing argument for comparison');
    return others.some((other) => areEqual(first, other));
  },
  ne: ([a, b]) => !areEqual(a, b),
  lt: ([a, b]) => compare(a, b) < 0,
  le: ([a, b]) => compare(a, b) <= 0,
  gt: ([a, b]) => compare(a, b) > 0,
  ge: ([a, b]) => compare(a, b) >= 0,
  exists: ([value, ...keys]) => exists(value, keys),
  base64decode: ([value]) => base64decode(String(value ?? '')),
};

/** How many arguments a function must have; others take any number. */
export const arity: Readonly<Record<string, number>> = {
  not: 1,
  len: 1,
  ne: 2,
  lt: 2,
  le: 2,
  gt: 2,
  ge: 2,
  base64decode: 1,
};

function sprint(args: readonly Value[]): string {
  // Spaces come between operands when neither is a text.
  return args
    .map((value, i) => {
      const before = args[i - 1];
      const isSpaced = i > 0 && typeof value !== 'string' && typeof before !== 'string';
      return (isSpaced ? ' ' : '') + show(value);
    })
    .join('');
}

function text(args: readonly Value[]): string {
  const [only] = args;
  return args.length === 1 && typeof only === 'string' ? only : sprint(args);
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return encodeUtf8(value).length;
  if (Array.isArray(value)) return value.length;
  if (isMap(value)) return Object.keys(value).length;
  if (value === undefined || value === null) throw new Error('len of nil pointer');
  throw new Error(`len of type ${typeName(value)}`);
}

function itemAt(value: Value, key: Value): Value {
  if (Array.isArray(value) || typeof value === 'string') {
    const at = key instanceof GoNumber ? key.value : key;
    if (typeof at !== 'number' || !Number.isInteger(at))
      throw new Error(`cannot index slice/array with type ${typeName(key)}`);
    if (at < 0 || at >= value.length) throw new Error(`index out of range: ${at}`);
    return typeof value === 'string' ? new GoNumber(value.charCodeAt(at)) : value[at];
  }
  if (isMap(value)) {
    if (typeof key !== 'string')
      throw new Error(`value has type ${typeName(key)}; should be string`);
    return Object.hasOwn(value, key) ? value[key] : undefined;
  }
  if (value === undefined || value === null) throw new Error('index of untyped nil');
  throw new Error(`can't index item of type ${typeName(value)}`);
}

function sliceOf(value: Value, places: readonly Value[]): Value {
  const [from, to] = places.map((place) =>
    place instanceof GoNumber ? place.value : Number(place),
  );
  if (typeof value === 'string' || Array.isArray(value)) return value.slice(from, to);
  throw new Error(`can't slice item of type ${typeName(value)}`);
}

function exists(value: Value, keys: readonly Value[]): boolean {
  try {
    return keys.reduce<Value>(itemAt, value) !== undefined;
  } catch {
    return false;
  }
}

function base64decode(encoded: string): string {
  try {
    return decodeUtf8(Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0)));
  } catch {
    throw new Error('base64 decode failed: illegal base64 data at input byte 0');
  }
}

function areEqual(a: Value, b: Value): boolean {
  const [x, y] = [basic(a), basic(b)];
  if (x === 'nil' || y === 'nil') return x === y;
  if (x !== y) throw incompatible(a, b);
  return plain(a) === plain(b);
}

function compare(a: Value, b: Value): number {
  const [x, y] = [basic(a), basic(b)];
  if (x === 'nil' || y === 'nil' || x === 'bool') throw new Error('invalid type for comparison');
  if (x !== y) throw incompatible(a, b);
  const [left, right] = [plain(a) ?? 0, plain(b) ?? 0];
  return left < right ? -1 : Number(left > right);
}

function incompatible(a: Value, b: Value): Error {
  return new Error(`incompatible types for comparison: ${typeName(a)} and ${typeName(b)}`);
}

/** What can be compared with each other. */
function basic(value: Value): string {
  if (value === undefined || value === null) return 'nil';
  const name = typeName(value);
  if (name === 'int64') return 'int';
  if (['int', 'float64', 'string', 'bool'].includes(name)) return name;
  throw new Error(`non-comparable type ${show(value)}: ${name}`);
}

function plain(value: Value): Json | undefined {
  return value instanceof GoNumber ? value.value : value;
}

const html: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  "'": '&#39;',
  '"': '&#34;',
  '\0': '\uFFFD',
};

const js: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '"': '\\"',
  '<': '\\u003C',
  '>': '\\u003E',
  '&': '\\u0026',
  '=': '\\u003D',
  '\n': '\\u000A',
  '\r': '\\u000D',
  '\t': '\\u0009',
  '\0': '\\u0000',
};

function escaped(value: string, pattern: RegExp, by: Readonly<Record<string, string>>): string {
  return value.replace(pattern, (letter) => by[letter] ?? letter);
}

function percent(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}
