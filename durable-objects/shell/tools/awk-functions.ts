import { formatText } from '../builtins/printf.ts';
import type { AwkExpression } from './awk-ast.ts';
import { AwkError } from './awk-lexer.ts';
import type { AwkMachine } from './awk-run.ts';
import { type AwkValue, numberOf, regexOf, splitText, wholeText } from './awk-values.ts';

/** Calls a function that awk itself has. */
export function callFunction(
  machine: AwkMachine,
  name: string,
  args: readonly AwkExpression[],
): AwkValue {
  const value = (n: number): AwkValue => {
    const arg = args[n];
    return arg ? machine.value(arg) : '';
  };
  const text = (n: number) => machine.string(value(n));
  const num = (n: number) => numberOf(value(n));
  switch (name) {
    case 'length': {
      const [first] = args;
      if (first?.kind === 'variable' && machine.isArray(first.name))
        return Object.keys(machine.array(first.name)).length;
      return (first ? text(0) : machine.state.record).length;
    }
    case 'substr': {
      const from = Math.round(num(1));
      const whole = text(0);
      const end = args.length > 2 ? from + Math.round(num(2)) : whole.length + 1;
      return whole.slice(Math.max(0, from - 1), Math.max(0, end - 1));
    }
    case 'index':
      return text(0).indexOf(text(1)) + 1;
    case 'split':
      return splitInto(machine, text(0), args);
    case 'sub':
    case 'gsub':
      return substitute(machine, name === 'gsub', args);
    case 'match': {
      const [, pattern] = args;
      const found = pattern && regexOf(machine.pattern(pattern)).exec(text(0), 0);
      machine.state.variables.RSTART = found ? found.start + 1 : 0;
      machine.state.variables.RLENGTH = found ? found.end - found.start : -1;
      return found ? found.start + 1 : 0;
    }
    case 'sprintf':
      return formatArguments(machine, args);
    case 'tolower':
      return text(0).toLowerCase();
    case 'toupper':
      return text(0).toUpperCase();
    case 'rand':
      return machine.output.random();
    case 'srand':
      return 0;
    case 'systime':
      return Math.floor(machine.output.now() / 1000);
    default: {
      const mathematical = mathematics[name];
      if (!mathematical) throw new AwkError('Call to undefined function');
      return mathematical(num(0), num(1));
    }
  }
}

const mathematics: Readonly<Record<string, (a: number, b: number) => number>> = {
  int: Math.trunc,
  sqrt: Math.sqrt,
  exp: Math.exp,
  log: Math.log,
  sin: Math.sin,
  cos: Math.cos,
  atan2: Math.atan2,
};

function splitInto(machine: AwkMachine, text: string, args: readonly AwkExpression[]): number {
  const [, target, separator] = args;
  if (target?.kind !== 'variable') throw new AwkError('Not an array');
  const fs = separator
    ? machine.pattern(separator)
    : machine.string(machine.state.variables.FS ?? ' ');
  const array = machine.array(target.name);
  for (const key of Object.keys(array)) delete array[key];
  const parts = splitText(text, fs);
  for (const [n, part] of parts.entries()) array[n + 1] = { strnum: part };
  return parts.length;
}

function substitute(
  machine: AwkMachine,
  isGlobal: boolean,
  args: readonly AwkExpression[],
): number {
  const [pattern, replacement, given] = args;
  const target: AwkExpression = given ?? { kind: 'field', index: { kind: 'number', value: 0 } };
  if (!pattern || !replacement) throw new AwkError('Too few arguments');
  const regex = regexOf(machine.pattern(pattern));
  const by = machine.string(machine.value(replacement));
  const text = machine.string(machine.value(target));
  let out = '';
  let at = 0;
  let count = 0;
  while (at <= text.length) {
    const match = regex.exec(text, at);
    if (!match) break;
    count += 1;
    const whole = text.slice(match.start, match.end);
    out +=
      text.slice(at, match.start) +
      by.replace(/\\\\&|\\&|&/g, (one) =>
        one === '&' ? whole : one === '\\&' ? '&' : `\\${whole}`,
      );
    at = match.end;
    if (match.end === match.start) {
      out += text[at] ?? '';
      at += 1;
    }
    if (!isGlobal) break;
  }
  if (
    count > 0 &&
    (target.kind === 'variable' || target.kind === 'field' || target.kind === 'item')
  )
    machine.assign(target, out + text.slice(at));
  return count;
}

/** What printf writes for its arguments. */
export function formatArguments(machine: AwkMachine, args: readonly AwkExpression[]): string {
  const [format, ...values] = args.map((arg) => machine.value(arg));
  const texts = values.map((value) => machine.string(value));
  let next = 0;
  return machine
    .string(format ?? '')
    .replace(
      /%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+))?([a-zA-Z%])/g,
      (
        whole,
        flags: string,
        width: string | undefined,
        precision: string | undefined,
        type: string,
      ) => {
        if (type === '%') return '%';
        const take = () => texts[next++] ?? '';
        const w = width === '*' ? take() : (width ?? '');
        const p = precision === '*' ? take() : precision;
        const raw = values[next];
        const arg = take();
        const spec = `%${flags}${w}${p === undefined ? '' : `.${p}`}`;
        if (type === 'c')
          return formatText(`${spec}s`, [
            typeof raw === 'number' ? String.fromCharCode(raw) : arg.slice(0, 1),
          ]).text;
        if (type === 's') return formatText(`${spec}s`, [arg]).text;
        const value = numberOf(arg);
        if ('dioxXu'.includes(type)) return formatText(`${spec}${type}`, [wholeText(value)]).text;
        return 'eEfFgG'.includes(type) ? formatText(`${spec}${type}`, [String(value)]).text : whole;
      },
    );
}
