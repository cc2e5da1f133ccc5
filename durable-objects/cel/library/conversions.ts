import { decodeUtf8, encodeUtf8 } from '../../lib/utf8.ts';
import {
  anything,
  declare,
  list,
  map,
  method,
  natural,
  type Overload,
  octets,
  perCharacter,
  real,
  text,
  truth,
  whole,
} from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import {
  isList,
  type MapValue,
  membersOf,
  type ObjectValue,
  TypeValue,
  typeNameOf,
  type Value,
} from '../values.ts';
import { checkInt, checkUint } from './arithmetic.ts';

/** Type conversions and sizes of the standard library. */
export const conversions: readonly Overload[] = [
  declare(
    'type',
    [anything],
    { type: { kind: 'type' } },
    (value) => new TypeValue(typeNameOf(value)),
  ),
  declare('int', [whole], whole, (value) => value),
  declare('int', [natural], whole, ({ value }) => checkInt(value)),
  declare('int', [real], whole, (value) => checkInt(truncate(value, 'integer overflow'))),
  declare('int', [text], whole, readInt),
  declare('uint', [natural], natural, (value) => value),
  declare('uint', [whole], natural, checkUint),
  declare('uint', [real], natural, (value) =>
    checkUint(truncate(value, 'unsigned integer overflow')),
  ),
  declare('uint', [text], natural, (value) => checkUint(readInt(value))),
  declare('double', [real], real, (value) => value),
  declare('double', [whole], real, (value) => Number(value)),
  declare('double', [natural], real, ({ value }) => Number(value)),
  declare('double', [text], real, readDouble),
  declare('bool', [truth], truth, (value) => value),
  declare('bool', [text], truth, readBool),
  declare('bytes', [octets], octets, (value) => value),
  declare('bytes', [text], octets, encodeUtf8, perCharacter),
  declare('string', [text], text, (value) => value),
  declare('string', [truth], text, String),
  declare('string', [whole], text, String),
  declare('string', [natural], text, ({ value }) => String(value)),
  declare('string', [real], text, doubleText),
  declare('string', [octets], text, decodeText),
  ...sizes(declare),
  ...sizes(method),
];

function sizes(make: typeof declare): readonly Overload[] {
  return [
    make('size', [text], whole, (value) => BigInt([...value].length), perCharacter),
    make('size', [octets], whole, (value) => BigInt(value.length)),
    make('size', [list(anything)], whole, (value) => BigInt(value.length)),
    make('size', [map(anything, anything)], whole, sizeOfMap),
  ];
}

function sizeOfMap(value: MapValue | ObjectValue): bigint {
  return BigInt(membersOf(value)?.length ?? 0);
}

function truncate(value: number, message: string): bigint {
  if (!Number.isFinite(value)) throw new EvaluationError(message);
  return BigInt(Math.trunc(value));
}

function readInt(value: string): bigint {
  if (!/^[+-]?\d+$/.test(value))
    throw new EvaluationError(`strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`);
  return checkInt(BigInt(value.replace(/^\+/, '')));
}

function readDouble(value: string): number {
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(value);
  if (special)
    return /nan/i.test(special[2] ?? '') ? Number.NaN : special[1] === '-' ? -Infinity : Infinity;
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(value)) return Number(value);
  throw new EvaluationError(`strconv.ParseFloat: parsing ${JSON.stringify(value)}: invalid syntax`);
}

function readBool(value: string): boolean {
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(value)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(value)) return false;
  throw new EvaluationError(`strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
}

/** As Go's `%g` prints it. */
export function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [digits = '', exponent] = String(value).split('e');
  if (exponent !== undefined) return `${digits}e${padExponent(exponent)}`;
  if (Math.abs(value) < 1e21 && (Math.abs(value) >= 1e-4 || value === 0)) return digits;
  const [mantissa = '', power = '0'] = value.toExponential().split('e');
  return `${mantissa}e${padExponent(power)}`;
}

function padExponent(exponent: string): string {
  const sign = exponent.startsWith('-') ? '-' : '+';
  return sign + exponent.replace(/^[+-]/, '').padStart(2, '0');
}

function decodeText(value: Uint8Array): string {
  const decoded = decodeUtf8(value, true);
  if (decoded === undefined)
    throw new EvaluationError('invalid UTF-8 in bytes, cannot convert to string');
  return decoded;
}

/** True for what has items. */
export function isEmpty(value: Value): boolean {
  return isList(value) ? value.length === 0 : (membersOf(value)?.length ?? 0) === 0;
}
