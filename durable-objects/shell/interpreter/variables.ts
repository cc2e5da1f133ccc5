import type { ByteString } from '../bytes.ts';
import { limits } from '../limits.ts';
import { draw } from '../machine/kernel.ts';
import { type Interpreter, ShellError } from './interpreter.ts';
import { optionLetters } from './options.ts';
import type { ShellState, Variable } from './state.ts';

/** A parameter's value: one string, or several for `@`, `*` and arrays; undefined when unset. */
export type Value = ByteString | readonly ByteString[] | undefined;

/** The value of a named, positional or special parameter without an index. */
export function getParameter(interpreter: Interpreter, name: string): Value {
  const { shell } = interpreter;
  if (/^[0-9]/.test(name)) {
    const n = Number(name);
    return n === 0 ? shell.name : shell.positional[n - 1];
  }
  switch (name) {
    case '@':
    case '*':
      return shell.positional;
    case '#':
      return String(shell.positional.length);
    case '?':
      return String(shell.status);
    case '$':
      return String(shell.shellPid);
    case '!':
      return shell.lastBackground === null ? undefined : String(shell.lastBackground);
    case '-':
      return flags(shell);
    default:
      return getVariable(interpreter, name);
  }
}

function flags(shell: ShellState): string {
  const on = Object.entries(optionLetters).filter(([, option]) => shell.options[option]);
  return on.map(([letter]) => letter).join('') + (shell.isInteractive ? 'i' : '');
}

function getVariable(interpreter: Interpreter, name: string): ByteString | undefined {
  const { shell, kernel, process } = interpreter;
  const variable = shell.variables[name];
  if (variable) return variable.items ? variable.items[0] : (variable.value ?? undefined);
  switch (name) {
    case 'RANDOM':
      return shell.flavour === 'dash' ? undefined : String(Math.floor(draw(kernel) * 32_768));
    case 'PPID':
      return String(process.parent);
    case 'PWD':
      return process.cwd;
    case 'IFS':
      return ' \t\n';
    case 'HOSTNAME':
      return shell.flavour === 'dash' ? undefined : kernel.system.hostname;
    case 'LINENO':
      return String(shell.drafts.at(-1)?.line ?? 1);
  }
  if (shell.flavour !== 'bash') return undefined;
  const bash: Readonly<Record<string, string>> = {
    UID: String(process.uid),
    EUID: String(process.uid),
    BASH: '/bin/bash',
    BASH_VERSION: '5.2.37(1)-release',
    BASHPID: String(process.pid),
    SECONDS: String(Math.floor((kernel.system.now - process.startedAt) / 1000)),
    EPOCHSECONDS: String(Math.floor(kernel.system.now / 1000)),
  };
  return bash[name];
}

/** An array's items in the order of their indexes; a plain variable is its own only item. */
export function itemsOf(interpreter: Interpreter, name: string): readonly [string, ByteString][] {
  const variable = interpreter.shell.variables[name];
  if (variable?.items) return Object.entries(variable.items);
  const value = getVariable(interpreter, name);
  return value === undefined ? [] : [['0', value]];
}

/** Sets a variable, keeping whether it is exported. Throws ShellError for a read-only one. */
export function setVariable(shell: ShellState, name: string, value: ByteString): void {
  const before = shell.variables[name];
  refuseReadonly(before, name);
  if (value.length > limits.valueBytes)
    throw new ShellError(`${name}: value of more than ${limits.valueBytes} bytes`);
  if (before?.items) {
    before.items['0'] = value;
    return;
  }
  const isExported = before?.isExported === true || shell.options.allexport;
  shell.variables[name] = isExported ? { value, isExported } : { value };
}

/** Sets one item of an array; a negative index counts from its end. */
export function setItem(shell: ShellState, name: string, index: number, value: ByteString): void {
  const before = shell.variables[name];
  refuseReadonly(before, name);
  const items = before?.items ?? (before?.value == null ? {} : { 0: before.value });
  const at = index < 0 ? index + 1 + Math.max(-1, ...Object.keys(items).map(Number)) : index;
  if (at < 0) throw new ShellError(`${name}[${index}]: bad array subscript`, 1);
  items[at] = value;
  shell.variables[name] = { ...before, value: null, items };
}

/** Makes a variable an array of these items. */
export function setItems(shell: ShellState, name: string, values: readonly ByteString[]): void {
  const before = shell.variables[name];
  refuseReadonly(before, name);
  shell.variables[name] = { ...before, value: null, items: Object.fromEntries(values.entries()) };
}

/** Throws for a variable that `readonly` has fixed. */
export function refuseReadonly(variable: Variable | undefined, name: string): void {
  if (variable?.isReadonly) throw new ShellError(`${name}: is read only`);
}

/** What a program started by this shell finds in its environment. */
export function environmentOf(shell: ShellState): Record<string, ByteString> {
  const env: Record<string, ByteString> = {};
  for (const [name, { value, isExported }] of Object.entries(shell.variables))
    if (isExported && value !== null) env[name] = value;
  return env;
}
