import { formatMicroTime, formatTime, parseTime } from '../lib/instant.ts';
import { type JsonNode, toJson } from './json-reader.ts';
import { formatQuantity, readQuantity } from './quantity.ts';
import type { ScalarKind } from './schema.ts';

/** What a scalar came to: a value, a wrong type (Go names what was found), or another error. */
export type Scanned =
  | { readonly value: unknown }
  | { readonly found: string; readonly wanted: string }
  | { readonly error: string };

/** Decodes a scalar as Go's decoder and the types' own UnmarshalJSON do; null is not handed in. */
export function scanScalar(kind: ScalarKind, node: JsonNode): Scanned {
  switch (kind) {
    case 'string':
      return node.kind === 'string' ? { value: node.value } : mismatch(node, 'string');
    case 'boolean':
      return node.kind === 'boolean' ? { value: node.value } : mismatch(node, 'bool');
    case 'int32':
    case 'int64':
      return scanInteger(kind, node);
    case 'double':
      return node.kind === 'number' ? { value: Number(node.text) } : mismatch(node, 'float64');
    case 'intOrString':
      return node.kind === 'string' ? { value: node.value } : scanInteger('int32', node);
    case 'quantity':
      return scanQuantity(node);
    case 'time':
    case 'microTime':
      return scanTime(kind, node);
    case 'bytes':
      return node.kind === 'string' ? scanBase64(node.value) : mismatch(node, '[]uint8');
    case 'any':
    case 'fields':
      return { value: toJson(node) };
  }
}

/** The zero value that Go writes out for a scalar. */
export function zeroScalar(kind: ScalarKind): unknown {
  switch (kind) {
    case 'string':
    case 'bytes':
      return '';
    case 'boolean':
      return false;
    case 'int32':
    case 'int64':
    case 'double':
    case 'intOrString':
      return 0;
    case 'quantity':
      return '0';
    default:
      return undefined;
  }
}

/** What a Go error calls the thing that was found. */
export function found(node: JsonNode): string {
  return node.kind === 'boolean' ? 'bool' : node.kind;
}

function mismatch(node: JsonNode, wanted: string): Scanned {
  return { found: found(node), wanted };
}

function scanInteger(kind: 'int32' | 'int64', node: JsonNode): Scanned {
  if (node.kind !== 'number') return mismatch(node, kind);
  const value = Number(node.text);
  const fits =
    /^-?\d+$/.test(node.text) &&
    (kind === 'int64' ? Number.isSafeInteger(value) : value >= -(2 ** 31) && value < 2 ** 31);
  return fits ? { value } : { found: `number ${node.text}`, wanted: kind };
}

function scanQuantity(node: JsonNode): Scanned {
  const text = node.kind === 'string' ? node.value : node.kind === 'number' ? node.text : '';
  const read = readQuantity(text.trim());
  return 'error' in read ? read : { value: formatQuantity(read.quantity) };
}

function scanTime(kind: 'time' | 'microTime', node: JsonNode): Scanned {
  if (node.kind !== 'string') return mismatch(node, 'string');
  const at = parseTime(node.value);
  if (at === undefined) return { error: timeError(node.value, kind) };
  return { value: kind === 'time' ? formatTime(at) : formatMicroTime(at) };
}

/** Elements of RFC 3339 in Go's notation, and what each one takes. */
const elements: readonly (readonly [string, RegExp, string?])[] = [
  ['2006', /^\d{4}/],
  ['-', /^-/],
  ['01', /^\d\d/, 'month'],
  ['-', /^-/],
  ['02', /^\d\d/, 'day'],
  ['T', /^T/],
  ['15', /^\d\d?/, 'hour'],
  [':', /^:/],
  ['04', /^\d\d/, 'minute'],
  [':', /^:/],
  ['05', /^\d\d(\.\d+)?/, 'second'],
  ['Z07:00', /^(Z|[+-]\d\d:\d\d)/],
];

const ranges: { readonly [element: string]: readonly [number, number] } = {
  month: [1, 12],
  hour: [0, 23],
  minute: [0, 59],
  second: [0, 59],
};

/** `parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"`. */
function timeError(text: string, kind: 'time' | 'microTime'): string {
  const fraction = kind === 'microTime' ? '.000000' : '';
  const layout = `2006-01-02T15:04:05${fraction}Z07:00`;
  const quoted = JSON.stringify(text);
  let rest = text;
  for (const [element, pattern, range] of elements) {
    const taken = pattern.exec(rest)?.[0];
    if (taken === undefined)
      return `parsing time ${quoted} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(element)}`;
    const [low, high] = (range && ranges[range]) || [0, Number.POSITIVE_INFINITY];
    if (range && (Number(taken) < low || Math.floor(Number(taken)) > high))
      return `parsing time ${quoted}: ${range} out of range`;
    rest = rest.slice(taken.length);
  }
  if (rest !== '') return `parsing time ${quoted}: extra text: ${JSON.stringify(rest)}`;
  return `parsing time ${quoted}: day out of range`;
}

/** Base64 without line breaks; the error names the first bad byte, as Go's decoder does. */
function scanBase64(text: string): Scanned {
  const value = text.replace(/[\r\n]/g, '');
  const body = /^[A-Za-z0-9+/]*/.exec(value)?.[0] ?? '';
  const padding = value.slice(body.length);
  const isWhole = value.length % 4 === 0 && /^={0,2}$/.test(padding);
  if (isWhole) return { value };
  const at = /^=/.test(padding) && body.length % 4 >= 2 ? value.length : body.length;
  const start = padding === '' ? body.length - (body.length % 4) : at;
  return { error: `illegal base64 data at input byte ${start}` };
}
