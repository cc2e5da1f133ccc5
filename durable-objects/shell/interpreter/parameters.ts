import type { Edit, Subject } from '../language/instructions.ts';
import { separators } from './fields.ts';
import { type Interpreter, type Outcome, ShellError } from './interpreter.ts';
import { matchesPattern } from './pattern.ts';
import { calculate } from './scope.ts';
import { getParameter, itemsOf, setItem, setVariable, type Value } from './variables.ts';

/** The subject's value; its index, if any, is taken from the values. -u applies if asked. */
export function subjectValue(interpreter: Interpreter, subject: Subject, isStrict: boolean): Value {
  const { shell } = interpreter;
  const value = rawValue(interpreter, subject);
  const isSpecial =
    subject.name === '@' || subject.name === '*' || subject.index === '@' || subject.index === '*';
  if (value === undefined && isStrict && shell.options.nounset && !isSpecial)
    throw new ShellError(
      shell.flavour === 'bash'
        ? `${subject.name}: unbound variable`
        : `${subject.name}: parameter not set`,
      shell.flavour === 'bash' ? 1 : 2,
    );
  return value;
}

function rawValue(interpreter: Interpreter, { name, index }: Subject): Value {
  if (index === undefined) return getParameter(interpreter, name);
  if (index !== 'value') return itemsOf(interpreter, name).map(([, item]) => item);
  const items = itemsOf(interpreter, name);
  const at = Number(calculate(interpreter, interpreter.shell.values.pop() ?? ''));
  if (at >= 0) return items.find(([key]) => key === String(at))?.[1];
  const last = Number(items.at(-1)?.[0] ?? -1);
  return items.find(([key]) => key === String(last + 1 + at))?.[1];
}

/** Whether a value counts as set, and with a colon as not empty. */
export function isUsable(value: Value, colon: boolean): boolean {
  if (value === undefined) return false;
  if (typeof value !== 'string') return value.length > 0 && (!colon || value.join(' ') !== '');
  return !colon || value !== '';
}

/** Adds a value to the word in hand: `"$@"` as several fields, `"$*"` joined. */
export function addValue(interpreter: Interpreter, subject: Subject, value: Value): void {
  const word = interpreter.shell.words.at(-1);
  if (!word) return;
  const kind = subject.quoted ? 'quoted' : 'expanded';
  if (typeof value === 'string' || value === undefined) {
    word.push({ text: value ?? '', kind });
    return;
  }
  const isJoined = subject.quoted && (subject.name === '*' || subject.index === '*');
  if (isJoined) {
    word.push({ text: value.join(separators(interpreter).slice(0, 1)), kind });
    return;
  }
  for (const [n, text] of value.entries()) {
    if (n > 0) word.push({ text: '', kind: 'break' });
    word.push({ text, kind });
  }
}

/** `${name:=word}`: the word is on the values. */
export function assignParameter(interpreter: Interpreter, subject: Subject): Outcome {
  const { shell } = interpreter;
  const value = shell.values.pop() ?? '';
  if (!/^[A-Za-z_]/.test(subject.name)) throw new ShellError(`${subject.name}: bad variable name`);
  setVariable(shell, subject.name, value);
  addValue(interpreter, subject, value);
  return undefined;
}

/** `${name:?word}`. */
export function parameterError(
  interpreter: Interpreter,
  subject: Subject & { colon: boolean },
): Outcome {
  const { shell } = interpreter;
  const word = shell.values.pop() ?? '';
  const standard = subject.colon ? 'parameter null or not set' : 'parameter not set';
  const text = shell.flavour === 'ash' && subject.colon ? 'parameter not set or null' : standard;
  throw new ShellError(
    `${subject.name}: ${word === '' ? text : word}`,
    shell.flavour === 'bash' ? 127 : 2,
  );
}

/** `${#name}`, `${name%pattern}`, `${name/pattern/text}` and so on. */
export function editParameter(
  interpreter: Interpreter,
  subject: Subject & { edit: Edit },
): Outcome {
  const { shell } = interpreter;
  const { edit } = subject;
  // The operands lie above the subject's index.
  const operands = shell.values.splice(shell.values.length - operandCount(edit));
  if (edit.kind === 'keys') {
    addValue(
      interpreter,
      { ...subject, index: '@' },
      itemsOf(interpreter, subject.name).map(([key]) => key),
    );
    return undefined;
  }
  if (edit.kind === 'slice' && (subject.name === '@' || subject.index === '@')) {
    addValue(interpreter, subject, sliceItems(interpreter, subject, operands));
    return undefined;
  }
  const value = subjectValue(interpreter, subject, true);
  if (edit.kind === 'length') {
    const length = typeof value === 'string' ? value.length : (value?.length ?? 0);
    addValue(interpreter, { ...subject, index: 'value', name: '#' }, String(length));
    return undefined;
  }
  if (edit.kind === 'indirect') {
    addValue(
      interpreter,
      subject,
      getParameter(interpreter, typeof value === 'string' ? value : ''),
    );
    return undefined;
  }
  const change = (text: string) => editText(interpreter, edit, text, operands);
  const isList = typeof value !== 'string' && value !== undefined;
  addValue(interpreter, subject, isList ? value.map(change) : change(value ?? ''));
  return undefined;
}

function operandCount(edit: Edit): number {
  if (edit.kind === 'trim') return 1;
  if (edit.kind === 'replace') return 2;
  return edit.kind === 'slice' ? (edit.hasLength ? 2 : 1) : 0;
}

function sliceItems(
  interpreter: Interpreter,
  subject: Subject,
  operands: readonly string[],
): string[] {
  const [offset = '0', length] = operands;
  const value = rawValue(interpreter, subject);
  const own = typeof value === 'string' || value === undefined ? [] : value;
  const items = subject.name === '@' ? [interpreter.shell.name, ...own] : [...own];
  const from = Number(calculate(interpreter, offset));
  const start = from < 0 ? items.length + from : from;
  const count = length === undefined ? items.length : Number(calculate(interpreter, length));
  return items.slice(start, start + count);
}

function editText(
  interpreter: Interpreter,
  edit: Edit,
  text: string,
  [first = '', second = '']: readonly string[],
): string {
  switch (edit.kind) {
    case 'trim':
      return trim(text, first, edit.side, edit.longest);
    case 'replace':
      return replace(text, first, second, edit.where);
    case 'slice': {
      const offset = Number(calculate(interpreter, first));
      const from = Math.max(0, offset < 0 ? text.length + offset : offset);
      if (!edit.hasLength) return text.slice(from);
      const length = Number(calculate(interpreter, second));
      return text.slice(from, length < 0 ? text.length + length : from + length);
    }
    case 'case': {
      const convert = (part: string) => (edit.upper ? part.toUpperCase() : part.toLowerCase());
      return edit.all ? convert(text) : convert(text.slice(0, 1)) + text.slice(1);
    }
    default:
      return text;
  }
}

function trim(text: string, pattern: string, side: 'prefix' | 'suffix', longest: boolean): string {
  for (let n = 0; n <= text.length; n++) {
    const length = longest ? text.length - n : n;
    const part = side === 'prefix' ? text.slice(0, length) : text.slice(text.length - length);
    if (!matchesPattern(pattern, part)) continue;
    return side === 'prefix' ? text.slice(length) : text.slice(0, text.length - length);
  }
  return text;
}

function replace(
  text: string,
  pattern: string,
  by: string,
  where: 'first' | 'all' | 'prefix' | 'suffix',
): string {
  if (pattern === '') return where === 'prefix' ? by + text : where === 'suffix' ? text + by : text;
  let out = '';
  let at = 0;
  while (at < text.length) {
    const end = longestMatch(text, at, pattern, where === 'suffix');
    if (end !== undefined && end > at) {
      out += by;
      at = end;
      if (where !== 'all') return out + text.slice(at);
    } else {
      if (where === 'prefix') return text;
      out += text[at];
      at += 1;
    }
  }
  return out;
}

function longestMatch(
  text: string,
  from: number,
  pattern: string,
  isToEnd: boolean,
): number | undefined {
  for (let end = text.length; end > from; end--) {
    if (matchesPattern(pattern, text.slice(from, end))) return end;
    if (isToEnd) return undefined;
  }
  return undefined;
}

/** Assigns `name=value`, `name+=value` or `name[index]=value`. */
export function assign(
  interpreter: Interpreter,
  { name, append, value, index }: { name: string; append: boolean; value: string; index?: string },
): void {
  const { shell } = interpreter;
  if (index === undefined) {
    const before = append ? getParameter(interpreter, name) : undefined;
    setVariable(shell, name, (typeof before === 'string' ? before : '') + value);
    return;
  }
  const at = Number(calculate(interpreter, index));
  const before = append ? itemsOf(interpreter, name).find(([key]) => key === String(at))?.[1] : '';
  setItem(shell, name, at, (before ?? '') + value);
}
