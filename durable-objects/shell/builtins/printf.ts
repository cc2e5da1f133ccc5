import { complainOf } from '../interpreter/complaints.ts';
import { emit } from '../machine/streams.ts';
import type { Builtin } from './builtin.ts';
import { expandEscapes } from './echo.ts';

/** `printf format arguments`; bash's -v stores instead of writing. */
export const printf: Builtin = (interpreter, args) => {
  const { kernel, process, shell } = interpreter;
  const isStored = args[0] === '-v' && shell.flavour === 'bash';
  const [format, ...rest] = isStored ? args.slice(2) : args[0] === '--' ? args.slice(1) : args;
  if (format === undefined) {
    complainOf(interpreter, 'printf', 'usage: printf format [arg ...]');
    return 2;
  }
  const { text, errors } = formatText(format, rest);
  for (const error of errors) complainOf(interpreter, 'printf', error);
  if (isStored) shell.variables[args[1] ?? ''] = { value: text };
  else emit(kernel, process, 1, text);
  return errors.length > 0 ? 1 : 0;
};

const directive = /%(%|([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d*))?([diouxXcsbqeEfFgG]))/y;

/** What printf writes: the format is used again while arguments are left. */
export function formatText(
  format: string,
  args: readonly string[],
): { text: string; errors: string[] } {
  const errors: string[] = [];
  let text = '';
  let next = 0;
  do {
    const before = next;
    for (let at = 0; at < format.length; ) {
      const character = format[at] ?? '';
      directive.lastIndex = at;
      const match = character === '%' ? directive.exec(format) : null;
      if (match) {
        at += match[0].length;
        if (match[1] === '%') {
          text += '%';
          continue;
        }
        const take = () => args[next++];
        const one = formatOne(match, take, errors);
        text += one.text;
        if (one.isCut) return { text, errors };
      } else if (character === '%') {
        errors.push(`${format.slice(at, at + 2)}: invalid format`);
        return { text, errors };
      } else if (character === '\\') {
        const sequence =
          /^\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|[\s\S])/.exec(format.slice(at, at + 5))?.[0] ?? '\\';
        const expanded = expandEscapes(sequence);
        if (expanded.isCut) return { text, errors };
        text += sequence === '\\"' ? '"' : sequence === "\\'" ? "'" : expanded.text;
        at += sequence.length;
      } else {
        text += character;
        at += 1;
      }
    }
    if (next === before) break;
  } while (next < args.length);
  return { text, errors };
}

function formatOne(
  match: RegExpExecArray,
  take: () => string | undefined,
  errors: string[],
): { text: string; isCut: boolean } {
  const [, , flagText = '', widthText, precisionText, type = 's'] = match;
  const width = widthText === '*' ? Number(take() ?? 0) : Number(widthText ?? 0);
  const precision =
    precisionText === undefined
      ? undefined
      : precisionText === '*'
        ? Number(take() ?? 0)
        : Number(precisionText);
  const flags = width < 0 ? `${flagText}-` : flagText;
  const arg = take();
  const padded = (text: string, isNumber = false) => pad(text, Math.abs(width), flags, isNumber);
  switch (type) {
    case 's':
      return { text: padded((arg ?? '').slice(0, precision)), isCut: false };
    case 'b': {
      const { text, isCut } = expandEscapes(arg ?? '');
      return { text: padded(text.slice(0, precision)), isCut };
    }
    case 'c':
      return { text: padded((arg ?? '').slice(0, 1)), isCut: false };
    case 'q':
      return {
        text: padded(
          /^[\w@%+=:,./-]+$/.test(arg ?? '')
            ? (arg ?? '')
            : `'${(arg ?? '').replace(/'/g, `'\\''`)}'`,
        ),
        isCut: false,
      };
    default:
      return {
        text: padded(formatNumber(type, arg, flags, precision, errors), true),
        isCut: false,
      };
  }
}

/** One number as C's printf writes it, without the padding. */
export function formatNumber(
  type: string,
  arg: string | undefined,
  flags: string,
  precision: number | undefined,
  errors: string[],
): string {
  const sign = (isNegative: boolean) =>
    isNegative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  if ('eEfFgG'.includes(type)) {
    const value = Number(arg === undefined || arg === '' ? 0 : arg);
    if (Number.isNaN(value)) errors.push(`invalid number '${arg}'`);
    const safe = Number.isNaN(value) ? 0 : value;
    return sign(safe < 0) + formatFloat(type, Math.abs(safe), precision ?? 6);
  }
  const value = integer(arg, errors);
  const absolute = value < 0n ? -value : value;
  const unsigned = BigInt.asUintN(64, value);
  const digits =
    type === 'd' || type === 'i'
      ? String(absolute)
      : type === 'u'
        ? String(unsigned)
        : unsigned.toString(type === 'o' ? 8 : 16);
  const prefix = flags.includes('#') ? ({ o: '0', x: '0x', X: '0X' }[type] ?? '') : '';
  const padded = digits.padStart(precision ?? 0, '0');
  const isSigned = type === 'd' || type === 'i';
  return (isSigned ? sign(value < 0n) : prefix) + (type === 'X' ? padded.toUpperCase() : padded);
}

function integer(arg: string | undefined, errors: string[]): bigint {
  const text = (arg ?? '').trim();
  if (text === '') return 0n;
  if (/^["']/.test(text)) return BigInt(text.charCodeAt(1) || 0);
  const match = /^([-+]?)(0[xX][0-9a-fA-F]+|\d+)/.exec(text);
  if (!match || match[0] !== text) errors.push(`invalid number '${text}'`);
  if (!match) return 0n;
  const digits = match[2] ?? '0';
  const magnitude = BigInt(
    /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits.replace(/^0+(?=\d)/, ''),
  );
  return BigInt.asIntN(64, match[1] === '-' ? -magnitude : magnitude);
}

/** `%e`, `%f` and `%g` of a number that is not negative. */
export function formatFloat(type: string, value: number, precision: number): string {
  if (!Number.isFinite(value)) return 'inf';
  const exponential = (digits: number) =>
    value.toExponential(digits).replace(/e([-+])(\d)$/, 'e$10$2');
  const lower = type.toLowerCase();
  let text: string;
  if (lower === 'f') text = value.toFixed(Math.min(precision, 100));
  else if (lower === 'e') text = exponential(Math.min(precision, 100));
  else {
    const significant = Math.max(1, Math.min(precision, 100));
    const exponent = value === 0 ? 0 : Number(value.toExponential(significant - 1).split('e')[1]);
    const isPlain = exponent >= -4 && exponent < significant;
    const whole = isPlain
      ? value.toFixed(Math.max(0, significant - 1 - exponent))
      : exponential(significant - 1);
    text = whole.includes('.') ? whole.replace(/\.?0+(?=e|$)/, '') : whole;
  }
  return type === lower ? text : text.toUpperCase();
}

function pad(text: string, width: number, flags: string, isNumber: boolean): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!isNumber || !flags.includes('0')) return text.padStart(width);
  const sign = /^[-+ ]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
