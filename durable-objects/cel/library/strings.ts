import {
  anything,
  declare,
  list,
  method,
  type Overload,
  perCharacter,
  text,
  truth,
  whole,
} from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import type { ListValue } from '../values.ts';
import { regexp } from './regex.ts';
import { formatText } from './string-format.ts';

/** Texts: the standard functions and those of cel-go's ext.Strings, version 2. */
export const strings: readonly Overload[] = [
  method('startsWith', [text, text], truth, (value, part) => value.startsWith(part), perCharacter),
  method('endsWith', [text, text], truth, (value, part) => value.endsWith(part), perCharacter),
  method('contains', [text, text], truth, (value, part) => value.includes(part), perCharacter),
  method(
    'matches',
    [text, text],
    truth,
    (value, pattern) => regexp(pattern).test(value),
    perCharacter,
  ),
  declare(
    'matches',
    [text, text],
    truth,
    (value, pattern) => regexp(pattern).test(value),
    perCharacter,
  ),
  method('charAt', [text, whole], text, charAt),
  method('indexOf', [text, text], whole, (value, part) => indexOf(value, part, 0n), perCharacter),
  method('indexOf', [text, text, whole], whole, indexOf, perCharacter),
  method(
    'lastIndexOf',
    [text, text],
    whole,
    (value, part) => lastIndexOf(value, part),
    perCharacter,
  ),
  method('lastIndexOf', [text, text, whole], whole, lastIndexOf, perCharacter),
  method(
    'lowerAscii',
    [text],
    text,
    (value) => value.replace(/[A-Z]/g, (one) => one.toLowerCase()),
    perCharacter,
  ),
  method(
    'upperAscii',
    [text],
    text,
    (value) => value.replace(/[a-z]/g, (one) => one.toUpperCase()),
    perCharacter,
  ),
  method('trim', [text], text, (value) => value.trim(), perCharacter),
  method(
    'replace',
    [text, text, text],
    text,
    (value, from, to) => value.replaceAll(from, () => to),
    perCharacter,
  ),
  method('replace', [text, text, text, whole], text, replaceSome, perCharacter),
  method('split', [text, text], list(text), (value, by) => splitText(value, by, -1n), perCharacter),
  method('split', [text, text, whole], list(text), splitText, perCharacter),
  method('substring', [text, whole], text, (value, from) => substring(value, from), perCharacter),
  method('substring', [text, whole, whole], text, substring, perCharacter),
  method('join', [list(text)], text, (items) => joined(items, '')),
  method('join', [list(text), text], text, joined),
  method('format', [text, list(anything)], text, formatText, perCharacter),
  declare('strings.quote', [text], text, (value) => JSON.stringify(value), perCharacter),
];

function charAt(value: string, index: bigint): string {
  const characters = [...value];
  const at = Number(index);
  if (at < 0 || at > characters.length) throw new EvaluationError(`index out of range: ${index}`);
  return characters[at] ?? '';
}

/** Indexes count characters, not UTF-16 units. */
function indexOf(value: string, part: string, from: bigint): bigint {
  const characters = [...value];
  const start = Number(from);
  if (start < 0 || start > characters.length) {
    if (part === '' && start >= 0) return from;
    throw new EvaluationError(`index out of range: ${from}`);
  }
  if (part === '') return from;
  const head = characters.slice(0, start).join('').length;
  const found = value.indexOf(part, head);
  return found < 0 ? -1n : BigInt([...value.slice(0, found)].length);
}

function lastIndexOf(value: string, part: string, from?: bigint): bigint {
  const characters = [...value];
  if (from !== undefined && (from < 0n || from >= BigInt(characters.length)))
    throw new EvaluationError(`index out of range: ${from}`);
  if (part === '') return from ?? BigInt(characters.length);
  const limit =
    from === undefined ? value.length : characters.slice(0, Number(from)).join('').length;
  const found = value.lastIndexOf(part, limit);
  return found < 0 ? -1n : BigInt([...value.slice(0, found)].length);
}

function replaceSome(value: string, from: string, to: string, most: bigint): string {
  if (most < 0n) return value.replaceAll(from, () => to);
  let rest = Number(most);
  return value.replaceAll(from, (found) => {
    rest -= 1;
    return rest >= 0 ? to : found;
  });
}

function splitText(value: string, by: string, most: bigint): ListValue {
  const parts = by === '' ? [...value] : value.split(by);
  const limit = Number(most);
  if (limit === 0) return [];
  if (limit < 0 || parts.length <= limit) return parts;
  return [...parts.slice(0, limit - 1), parts.slice(limit - 1).join(by)];
}

function substring(value: string, from: bigint, to?: bigint): string {
  const characters = [...value];
  const end = to ?? BigInt(characters.length);
  if (end < 0n || end > BigInt(characters.length))
    throw new EvaluationError(`index out of range: ${end}`);
  if (from < 0n || from > BigInt(characters.length))
    throw new EvaluationError(`index out of range: ${from}`);
  if (from > end) throw new EvaluationError(`invalid substring range. start: ${from}, end: ${end}`);
  return characters.slice(Number(from), Number(end)).join('');
}

function joined(items: ListValue, separator: string): string {
  return items
    .map((item) => {
      if (typeof item !== 'string')
        throw new EvaluationError(`join: invalid input: ${String(item)}`);
      return item;
    })
    .join(separator);
}
