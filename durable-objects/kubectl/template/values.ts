import { isObject, type Json, type JsonObject } from '../../lib/json.ts';

/** A number of the template's own: a literal, or what `len` gives. JSON's whole ones are int64. */
export class GoNumber {
  readonly value: number;
  readonly type: 'int' | 'float64';

  constructor(value: number, type: 'int' | 'float64' = 'int') {
    this.value = value;
    this.type = type;
  }
}

/** undefined is what a missing key leads to; null is JSON's. */
export type Value = Json | GoNumber | undefined;

/** True for what came from a JSON object. */
export function isMap(value: Value): value is JsonObject {
  return isObject(value) && !(value instanceof GoNumber);
}

export function isTrue(value: Value): boolean {
  if (value instanceof GoNumber) return value.value !== 0;
  if (Array.isArray(value)) return value.length > 0;
  if (isMap(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** Go's name of a value's type. */
export function typeName(value: Value): string {
  if (value instanceof GoNumber) return value.type;
  if (Array.isArray(value)) return '[]interface {}';
  if (isMap(value)) return 'map[string]interface {}';
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  return typeof value === 'string' ? 'string' : 'bool';
}

/** `%v` of package fmt. */
export function show(value: Value): string {
  if (value instanceof GoNumber)
    return value.type === 'int' ? String(value.value) : showFloat(value.value);
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : showFloat(value);
  if (value === undefined || value === null) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(show).join(' ')}]`;
  if (!isMap(value)) return String(value);
  const members = Object.keys(value)
    .sort()
    .filter((key) => value[key] !== undefined);
  return `map[${members.map((key) => `${key}:${show(value[key])}`).join(' ')}]`;
}

/** `strconv.FormatFloat(value, 'g', -1, 64)`: an exponent from seven digits on. */
export function showFloat(value: number): string {
  if (value === 0) return '0';
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** `%#v` of package fmt. */
export function showSyntax(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (Array.isArray(value)) return `[]interface {}{${value.map(showSyntax).join(', ')}}`;
  if (!isMap(value)) return show(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = members.map(([key, member]) => `${JSON.stringify(key)}:${showSyntax(member)}`);
  return `map[string]interface {}{${shown.join(', ')}}`;
}
