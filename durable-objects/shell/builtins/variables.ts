import { complainOf } from '../interpreter/complaints.ts';
import { type Interpreter, ShellError } from '../interpreter/interpreter.ts';
import { isOptionName, parseOptions } from '../interpreter/options.ts';
import { assign } from '../interpreter/parameters.ts';
import type { Variable } from '../interpreter/state.ts';
import { emit } from '../machine/streams.ts';
import type { Builtin } from './builtin.ts';

/** `export [-n] [-p] [name[=value]]` and `readonly`. */
export const exportOrReadonly: Builtin = (interpreter, args, name) => {
  const { shell } = interpreter;
  const isRemoval = args[0] === '-n';
  const names = args.filter((arg) => arg !== '-n' && arg !== '-p' && arg !== '--');
  const mark = name === 'export' ? 'isExported' : 'isReadonly';
  if (names.length === 0) return list(interpreter, name, (variable) => variable[mark] === true);
  let status = 0;
  for (const one of names) {
    const variable = declare(interpreter, name, one);
    if (!variable) status = shell.flavour === 'bash' ? 1 : 2;
    else if (isRemoval) delete variable[mark];
    else variable[mark] = true;
  }
  return status;
};

/** `local name[=value]`. */
export const local: Builtin = (interpreter, args, name) => {
  const { shell } = interpreter;
  const frame = shell.frames.findLast(({ kind }) => kind === 'function');
  if (frame?.kind !== 'function') {
    complainOf(
      interpreter,
      name,
      shell.flavour === 'bash' ? 'can only be used in a function' : 'not in a function',
    );
    return 1;
  }
  for (const one of args.filter((arg) => !/^-[a-zA-Z]$/.test(arg))) {
    const bare = /^[A-Za-z_]\w*/.exec(one)?.[0] ?? '';
    if (!(bare in frame.locals)) {
      frame.locals[bare] = structuredClone(shell.variables[bare] ?? null);
      // dash and ash let a local keep the outer value; bash starts it unset.
      if (shell.flavour === 'bash') delete shell.variables[bare];
    }
    if (one.includes('=') && !declare(interpreter, name, one)) return 1;
  }
  return 0;
};

/** bash's `declare`: in a function like local, elsewhere a plain assignment; -x, -r, -a, -i. */
export const declareVariable: Builtin = (interpreter, args, name) => {
  const letters = args.filter((arg) => /^-[a-z]+$/.test(arg)).join('');
  const unknown = letters.replace(/[-xraig]/g, '');
  if (unknown !== '') throw new ShellError(`${name}: -${unknown}: not simulated`, 2);
  const names = args.filter((arg) => !arg.startsWith('-'));
  if (interpreter.shell.frames.some(({ kind }) => kind === 'function') && !letters.includes('g')) {
    const status = local(interpreter, names, name);
    if (status !== 0) return status;
  }
  for (const one of names) {
    const variable = declare(interpreter, name, one);
    if (variable && letters.includes('x')) variable.isExported = true;
    if (variable && letters.includes('r')) variable.isReadonly = true;
  }
  return 0;
};

/** Assigns `name=value`, or makes sure that the name exists; undefined for a bad name. */
function declare(interpreter: Interpreter, builtin: string, text: string): Variable | undefined {
  const { shell } = interpreter;
  const match = /^([A-Za-z_]\w*)(?:(\+?)=([\s\S]*))?$/.exec(text);
  if (!match) {
    const bad =
      shell.flavour === 'bash'
        ? `\`${text}': not a valid identifier`
        : `${text.split('=')[0]}: bad variable name`;
    complainOf(interpreter, builtin, bad);
    return undefined;
  }
  const [, name = '', plus, value] = match;
  if (value !== undefined) assign(interpreter, { name, append: plus === '+', value });
  const variable = shell.variables[name] ?? { value: null };
  shell.variables[name] = variable;
  return variable;
}

function list(
  interpreter: Interpreter,
  name: string,
  matches: (variable: Variable) => boolean,
): number {
  const { shell, kernel, process } = interpreter;
  for (const key of Object.keys(shell.variables).sort()) {
    const variable = shell.variables[key];
    if (!variable || !matches(variable)) continue;
    const value = variable.value === null ? '' : `=${quoteValue(shell.flavour, variable.value)}`;
    const verb = shell.flavour === 'bash' ? `declare -${name === 'export' ? 'x' : 'r'}` : name;
    emit(kernel, process, 1, `${verb} ${key}${value}\n`);
  }
  return 0;
}

function quoteValue(flavour: string, value: string): string {
  return flavour === 'bash'
    ? `"${value.replace(/["\\$`]/g, '\\$&')}"`
    : `'${value.replace(/'/g, `'"'"'`)}'`;
}

/** `unset [-v] [-f] names`. */
export const unset: Builtin = (interpreter, args, name) => {
  const { shell } = interpreter;
  const isFunction = args.includes('-f');
  for (const one of args.filter((arg) => arg !== '-v' && arg !== '-f')) {
    const item = /^([A-Za-z_]\w*)\[(\d+)\]$/.exec(one);
    if (item) delete shell.variables[item[1] ?? '']?.items?.[item[2] ?? ''];
    else if (isFunction) delete shell.functions[one];
    else if (shell.variables[one]?.isReadonly) {
      complainOf(interpreter, name, `${one}: is read only`);
      return shell.flavour === 'bash' ? 1 : 2;
    } else delete shell.variables[one];
  }
  return 0;
};

/** `set [options] [--] [positional parameters]`. */
export const set: Builtin = (interpreter, args, name) => {
  const { shell, kernel, process } = interpreter;
  if (args.length === 0) {
    for (const key of Object.keys(shell.variables).sort()) {
      const value = shell.variables[key]?.value;
      if (value != null) emit(kernel, process, 1, `${key}='${value.replace(/'/g, `'"'"'`)}'\n`);
    }
    return 0;
  }
  if (args[0] === '-o' && args.length === 1) {
    const rows = Object.entries(shell.options).filter(([option]) => isOptionName(option));
    for (const [option, isOn] of rows)
      emit(kernel, process, 1, `${option.padEnd(15)} ${isOn ? 'on' : 'off'}\n`);
    return 0;
  }
  const parsed = parseOptions(args, 'hmbBHE', []);
  if ('illegal' in parsed) {
    complainOf(
      interpreter,
      name,
      shell.flavour === 'bash'
        ? `${parsed.illegal}: invalid option`
        : `illegal option ${parsed.illegal}`,
    );
    return 2;
  }
  Object.assign(shell.options, parsed.options);
  if (parsed.rest.length > 0 || parsed.wasEnded) shell.positional = parsed.rest;
  return 0;
};

/** `shift [n]`. */
export const shift: Builtin = (interpreter, args, name) => {
  const { shell } = interpreter;
  const count = Number(args[0] ?? 1);
  if (!Number.isInteger(count) || count < 0) {
    complainOf(interpreter, name, `Illegal number: ${args[0]}`);
    return 2;
  }
  if (count > shell.positional.length) return 1;
  shell.positional = shell.positional.slice(count);
  return 0;
};
