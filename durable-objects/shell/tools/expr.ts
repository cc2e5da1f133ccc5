import { compileRegex } from '../interpreter/regex.ts';
import { defineCommand } from '../machine/command.ts';

class ExprError extends Error {}

const levels: readonly (readonly string[])[] = [
  ['|'],
  ['&'],
  ['=', '==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
  [':'],
];

/** `expr expression`. */
export const expr = defineCommand('expr', (context) => {
  try {
    const reader = { words: context.args, at: 0 };
    if (context.args.length === 0) throw new ExprError('too few arguments');
    const value = evaluate(reader, 0);
    if (reader.at < reader.words.length) throw new ExprError('syntax error');
    context.out(`${value}\n`);
    return value === '' || value === '0' ? 1 : 0;
  } catch (error) {
    if (!(error instanceof ExprError)) throw error;
    context.err(`expr: ${error.message}\n`);
    return 2;
  }
});

interface Reader {
  readonly words: readonly string[];
  at: number;
}

function evaluate(reader: Reader, level: number): string {
  const operators = levels[level];
  if (!operators) return primary(reader);
  let left = evaluate(reader, level + 1);
  for (;;) {
    const operator = reader.words[reader.at] ?? '';
    if (!operators.includes(operator)) return left;
    reader.at += 1;
    left = apply(operator, left, evaluate(reader, level + 1));
  }
}

function primary(reader: Reader): string {
  const word = reader.words[reader.at++];
  if (word === undefined) throw new ExprError('syntax error');
  if (word === '(') {
    const value = evaluate(reader, 0);
    if (reader.words[reader.at++] !== ')') throw new ExprError('syntax error');
    return value;
  }
  if (word === 'length') return String(primary(reader).length);
  if (word === 'match') return match(primary(reader), primary(reader));
  if (word === 'substr') {
    const [text, from, count] = [primary(reader), Number(primary(reader)), Number(primary(reader))];
    return text.slice(from - 1, from - 1 + count);
  }
  if (word === 'index') {
    const [text, set] = [primary(reader), primary(reader)];
    return String([...text].findIndex((c) => set.includes(c)) + 1);
  }
  return word;
}

function apply(operator: string, left: string, right: string): string {
  const isNull = (text: string) => text === '' || text === '0';
  switch (operator) {
    case '|':
      return isNull(left) ? right : left;
    case '&':
      return isNull(left) || isNull(right) ? '0' : left;
    case ':':
      return match(left, right);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return compute(operator, left, right);
  }
  const areNumbers = /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
  const order = areNumbers
    ? Number(BigInt(left) - BigInt(right))
    : left < right
      ? -1
      : left > right
        ? 1
        : 0;
  const isTrue = {
    '=': order === 0,
    '==': order === 0,
    '!=': order !== 0,
    '<': order < 0,
    '<=': order <= 0,
    '>': order > 0,
    '>=': order >= 0,
  }[operator];
  return isTrue ? '1' : '0';
}

function compute(operator: string, left: string, right: string): string {
  if (!/^-?\d+$/.test(left) || !/^-?\d+$/.test(right)) throw new ExprError('non-numeric argument');
  const [a, b] = [BigInt(left), BigInt(right)];
  if (operator === '+') return String(a + b);
  if (operator === '-') return String(a - b);
  if (operator === '*') return String(a * b);
  if (b === 0n) throw new ExprError('division by zero');
  return String(operator === '/' ? a / b : a % b);
}

/** Anchored at the start; the first group, or the length of the match. */
function match(text: string, pattern: string): string {
  const regex = compileRegex(`^${pattern.replace(/^\^/, '')}`, { isExtended: false });
  if ('error' in regex) throw new ExprError('Invalid regular expression');
  const found = regex.exec(text, 0);
  if (regex.groupCount > 0) return found?.groups[1] ?? '';
  return String(found ? found.end : 0);
}
