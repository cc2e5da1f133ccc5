import { decodeUtf8 } from '../../lib/utf8.ts';
import { EvaluationError } from '../errors.ts';
import {
  Duration,
  isList,
  type ListValue,
  membersOf,
  Timestamp,
  TypeValue,
  typeNameOf,
  Uint,
  type Value,
} from '../values.ts';
import { doubleText } from './conversions.ts';
import { durationText, timestampText } from './time.ts';

/** `'%s has %d'.format(['web', 3])`. Follows cel-go's ext/formatting.go. */
export function formatText(template: string, args: ListValue): string {
  let next = 0;
  const take = (): Value => {
    const value = args[next];
    if (value === undefined) throw new EvaluationError(`index ${next} out of range`);
    next += 1;
    return value;
  };
  return template.replace(
    /%(?:%|\.(\d+)?([a-zA-Z])|([a-zA-Z]))|%/g,
    (clause, precision, exact, plain) => {
      if (clause === '%%') return '%';
      const verb = exact ?? plain;
      if (verb === undefined)
        throw new EvaluationError(
          'could not parse formatting clause: unrecognized formatting clause',
        );
      return clauseText(verb, take(), precision === undefined ? 6 : Number(precision));
    },
  );
}

function clauseText(verb: string, value: Value, precision: number): string {
  switch (verb) {
    case 's':
      return stringText(value);
    case 'd':
      return integerText(value, 10, 'decimal');
    case 'b':
      return typeof value === 'boolean' ? String(Number(value)) : integerText(value, 2, 'binary');
    case 'o':
      return integerText(value, 8, 'octal');
    case 'x':
      return hexText(value);
    case 'X':
      return hexText(value).toUpperCase();
    case 'f':
      return fixed(value, (number) => number.toFixed(precision));
    case 'e':
      return fixed(value, (number) =>
        number.toExponential(precision).replace(/e([+-])(\d)$/, 'e$10$2'),
      );
    default:
      throw new EvaluationError(
        `could not parse formatting clause: unrecognized formatting clause "${verb}"`,
      );
  }
}

function stringText(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return doubleText(value);
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint) return String(value.value);
  if (value instanceof Uint8Array) return decodeUtf8(value);
  if (value instanceof Timestamp) return timestampText(value);
  if (value instanceof Duration) return durationText(value);
  if (value instanceof TypeValue) return value.name;
  if (isList(value)) return `[${value.map(stringText).join(', ')}]`;
  const members = membersOf(value);
  if (members)
    return `{${members
      .map(([key, member]) => `${stringText(key)}: ${stringText(member)}`)
      .sort()
      .join(', ')}}`;
  throw wrongType(
    'string',
    value,
    'strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps',
  );
}

function integerText(value: Value, base: number, name: string): string {
  if (typeof value === 'bigint') return value.toString(base);
  if (value instanceof Uint) return value.value.toString(base);
  if (base === 10 && typeof value === 'number' && !Number.isFinite(value)) return doubleText(value);
  throw wrongType(name, value, 'integers');
}

function hexText(value: Value): string {
  const bytes = (of: Iterable<number>): string =>
    [...of].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (typeof value === 'string') return bytes([...value].map((one) => one.codePointAt(0) ?? 0));
  return value instanceof Uint8Array ? bytes(value) : integerText(value, 16, 'hex');
}

function fixed(value: Value, write: (number: number) => string): string {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number') throw wrongType('fixed-point', value, 'doubles');
  return Number.isFinite(number) ? write(number) : doubleText(number);
}

function wrongType(clause: string, value: Value, allowed: string): EvaluationError {
  return new EvaluationError(
    `error during formatting: ${clause} clause can only be used on ${allowed}, was given ${typeNameOf(value)}`,
  );
}
