import { formatNumber } from '../builtins/printf.ts';
import { compileRegex } from '../interpreter/regex.ts';
import { AwkError } from './awk-lexer.ts';

/** A value: input that looks like a number compares as one, which `strnum` marks. */
export type AwkValue = number | string | { readonly strnum: string };

/** What an awk program remembers between records: plain data. */
export interface AwkState {
  variables: Record<string, AwkValue>;
  arrays: Record<string, Record<string, AwkValue>>;
  fields: string[];
  record: string;
  /** Ranges `a, b` that are open, by the rule's place. */
  open: Record<string, boolean>;
  exit: number | null;
  hasEnded: boolean;
}

/** What the program writes to. */
export interface AwkOutput {
  out(text: string): void;
  file(path: string, text: string, append: boolean): void;
  random(): number;
  now(): number;
}

/** One of `+ - * / % ^`. Division by zero is an AwkError. */
export function compute(operator: string, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '^':
      return a ** b;
  }
  if (b === 0) throw new AwkError('Division by zero');
  return operator === '/' ? a / b : a % b;
}

/** Whether a text as a whole is a number. */
export function isNumeric(text: string): boolean {
  return /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text);
}

/** A number cut to an integer, in digits. */
export function wholeText(value: number): string {
  return Number.isFinite(value) ? BigInt(Math.trunc(value)).toString() : '0';
}

/** A number by OFMT or CONVFMT. */
export function formatNumeric(format: string, value: number): string {
  const match = /^%(\d*)(?:\.(\d+))?([eEfFgG])$/.exec(format);
  return formatNumber(match?.[3] ?? 'g', String(value), '', Number(match?.[2] ?? 6), []);
}

/** FS: a blank is any white space, one character is itself, more is an expression. */
export function splitText(text: string, fs: string): string[] {
  if (text === '') return [];
  if (fs === ' ') return text.split(/[ \t\n]+/).filter((field) => field !== '');
  if (fs.length === 1 && fs !== '\\') return text.split(fs);
  const regex = regexOf(fs);
  const fields: string[] = [];
  let at = 0;
  for (let from = 0; from <= text.length; ) {
    const match = regex.exec(text, from);
    if (!match) break;
    if (match.end > match.start) {
      fields.push(text.slice(at, match.start));
      at = match.end;
    }
    from = Math.max(match.end, match.start + 1);
  }
  return [...fields, text.slice(at)];
}

/** A compiled extended expression; a malformed one is an AwkError. */
export function regexOf(source: string) {
  const regex = compileRegex(source, { isExtended: true });
  if ('error' in regex) throw new AwkError(`bad regex '${source}': ${regex.error}`);
  return regex;
}

/** A comparison: of numbers when both look like numbers, otherwise of strings. */
export function compareValues(
  operator: string,
  a: AwkValue,
  b: AwkValue,
  stringOf: (value: AwkValue) => string,
): boolean {
  const numeric = (value: AwkValue) =>
    typeof value === 'number' || (typeof value === 'object' && isNumeric(value.strnum));
  const [x, y] = numeric(a) && numeric(b) ? [numberOf(a), numberOf(b)] : [stringOf(a), stringOf(b)];
  const order = x < y ? -1 : x > y ? 1 : 0;
  return (
    {
      '<': order < 0,
      '<=': order <= 0,
      '==': order === 0,
      '!=': order !== 0,
      '>': order > 0,
      '>=': order >= 0,
    }[operator] ?? false
  );
}

/** A value as a number: the longest prefix that is one. */
export function numberOf(value: AwkValue): number {
  if (typeof value === 'number') return value;
  const text = typeof value === 'string' ? value : value.strnum;
  return Number(/^\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/.exec(text)?.[1] ?? 0);
}
