import { encodeUtf8 } from '../../lib/utf8.ts';
import { GoNumber, show, showFloat, showSyntax, typeName, type Value } from './values.ts';

/** Go's `fmt.Sprintf`, as far as values of templates go. */
export function sprintf(format: string, values: readonly Value[]): string {
  let used = 0;
  const verb = /%([-+# 0]*)(\d+|\*)?(?:\.(\d+|\*)?)?(.)?/gsu;
  const written = format.replace(verb, (all, flags, width, precision, letter) => {
    if (letter === undefined) return '%!(NOVERB)';
    if (letter === '%') return '%';
    const star = (text: string | undefined): number | undefined => {
      if (text !== '*') return text === undefined ? undefined : Number(text);
      const value = values[used];
      used += 1;
      return value instanceof GoNumber ? value.value : Number(value);
    };
    const wide = star(width);
    const exact = all.includes('.') ? (star(precision) ?? 0) : undefined;
    if (used >= values.length) return `%!${letter}(MISSING)`;
    const text = formatted(letter, values[used], flags, exact);
    used += 1;
    return padded(text, wide ?? 0, flags);
  });
  if (used >= values.length) return written;
  const extra = values.slice(used).map(typed);
  return `${written}%!(EXTRA ${extra.join(', ')})`;
}

function padded(text: string, width: number, flags: string): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  if (!flags.includes('0')) return ' '.repeat(missing) + text;
  const sign = /^[+-]/.exec(text)?.[0] ?? '';
  return sign + '0'.repeat(missing) + text.slice(sign.length);
}

function formatted(
  letter: string,
  value: Value,
  flags: string,
  precision: number | undefined,
): string {
  if (letter === 'T') return typeName(value);
  if (letter === 'v') return flags.includes('#') ? showSyntax(value) : show(value);
  const sign = (text: string): string =>
    flags.includes('+') && !text.startsWith('-') ? `+${text}` : text;
  if (typeof value === 'string')
    return formatText(letter, value, precision) ?? wrong(letter, value);
  const number = value instanceof GoNumber ? value.value : value;
  if (typeof number === 'number' && typeName(value) !== 'float64') {
    const text = formatInt(letter, number);
    return text === undefined ? wrong(letter, value) : sign(text);
  }
  if (typeof number === 'number') {
    const text = formatFloat(letter, number, precision);
    return text === undefined ? wrong(letter, value) : sign(text);
  }
  if (typeof value === 'boolean' && letter === 't') return String(value);
  if (Array.isArray(value))
    return `[${value.map((one) => formatted(letter, one, flags, precision)).join(' ')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    const pairs = members.map(
      ([key, member]) =>
        `${formatted(letter, key, flags, precision)}:${formatted(letter, member, flags, precision)}`,
    );
    return `map[${pairs.join(' ')}]`;
  }
  return wrong(letter, value);
}

function formatText(
  letter: string,
  value: string,
  precision: number | undefined,
): string | undefined {
  const cut = precision === undefined ? value : [...value].slice(0, precision).join('');
  switch (letter) {
    case 's':
      return cut;
    case 'q':
      return goQuoted(cut);
    case 'x':
    case 'X': {
      const hex = [...encodeUtf8(cut)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      return letter === 'x' ? hex : hex.toUpperCase();
    }
    default:
      return undefined;
  }
}

function formatInt(letter: string, value: number): string | undefined {
  const bases: Readonly<Record<string, number>> = { d: 10, b: 2, o: 8, x: 16 };
  const base = bases[letter];
  if (base !== undefined) return value.toString(base);
  if (letter === 'X') return value.toString(16).toUpperCase();
  if (letter === 'c') return String.fromCodePoint(value);
  return letter === 'q' ? `'${String.fromCodePoint(value)}'` : undefined;
}

function formatFloat(
  letter: string,
  value: number,
  precision: number | undefined,
): string | undefined {
  switch (letter) {
    case 'f':
    case 'F':
      return value.toFixed(precision ?? 6);
    case 'g':
    case 'G':
      return precision === undefined
        ? showFloat(value)
        : showFloat(Number(value.toPrecision(precision)));
    case 'e':
      return value.toExponential(precision ?? 6).replace(/e([+-])(\d)$/, 'e$10$2');
    default:
      return undefined;
  }
}

/** What fmt says of a value that a verb can't show: `%!d(float64=3)`. */
function wrong(letter: string, value: Value): string {
  return value === undefined || value === null
    ? `%!${letter}(<nil>)`
    : `%!${letter}(${typed(value)})`;
}

function typed(value: Value): string {
  return value === undefined || value === null ? '<nil>' : `${typeName(value)}=${show(value)}`;
}

/** A text as a Go literal. */
export function goQuoted(text: string): string {
  return JSON.stringify(text);
}
