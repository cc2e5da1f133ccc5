import { complain, complainOf, notFound } from '../interpreter/complaints.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { runBuiltin, runProgram } from '../interpreter/launch.ts';
import { exitShell } from '../interpreter/traps.ts';
import { environmentOf } from '../interpreter/variables.ts';
import { collectFiles } from '../machine/kernel.ts';
import { find, programOf } from '../machine/processes.ts';
import { emit } from '../machine/streams.ts';
import type { Builtin } from './builtin.ts';
import type { FindBuiltin } from './index.ts';

/** `exec [command]`: replaces the shell, or keeps the redirections made on the way. */
export const exec: Builtin = (interpreter, args) => {
  const { kernel, process, shell } = interpreter;
  if (args.length === 0) {
    const frame = shell.frames.at(-1);
    if (frame?.kind === 'prepared') frame.fds = {};
    collectFiles(kernel.table);
    return 0;
  }
  const env = environmentOf(shell);
  const found = find(kernel, process, args[0] ?? '', env);
  if ('error' in found) {
    const isAbsent = found.error === 'not-found';
    complain(
      interpreter,
      isAbsent
        ? `exec: ${notFound(interpreter, args[0] ?? '')}`
        : `exec: ${args[0]}: Permission denied`,
    );
    exitShell(interpreter, isAbsent ? 127 : 126);
    return 'moved';
  }
  const next = programOf(kernel.table, found, args, env, process.pid);
  Object.assign(process, { program: next.program, argv: next.argv });
  collectFiles(kernel.table);
  return 'moved';
};

/** `command [-v | -V] name arguments`: as `name`, but never a function. */
export function commandWith(findBuiltin: FindBuiltin): Builtin {
  return (interpreter, args) => {
    const { shell } = interpreter;
    if (args[0] === '-v' || args[0] === '-V')
      return describe(interpreter, findBuiltin, args.slice(1), args[0] === '-V');
    const words = args.filter((arg, n) => n > 0 || (arg !== '-p' && arg !== '--'));
    const [name, ...rest] = words;
    if (name === undefined) return 0;
    const builtin = findBuiltin(shell.flavour, name);
    const outcome = builtin
      ? runBuiltin(interpreter, builtin, name, rest)
      : runProgram(interpreter, words, false);
    return outcome ?? 'moved';
  };
}

/** `type names`. */
export function typeWith(findBuiltin: FindBuiltin): Builtin {
  return (interpreter, args) => describe(interpreter, findBuiltin, args, true);
}

function describe(
  interpreter: Interpreter,
  findBuiltin: FindBuiltin,
  names: readonly string[],
  isVerbose: boolean,
): number {
  const { kernel, process, shell } = interpreter;
  const say = (text: string) => emit(kernel, process, 1, `${text}\n`);
  let status = 0;
  for (const name of names) {
    const alias = shell.aliases[name];
    const found = find(kernel, process, name, environmentOf(shell));
    if (alias !== undefined)
      say(isVerbose ? `${name} is an alias for ${alias}` : `alias ${name}='${alias}'`);
    else if (shell.functions[name]) say(isVerbose ? `${name} is a function` : name);
    else if (findBuiltin(shell.flavour, name)) say(isVerbose ? `${name} is a shell builtin` : name);
    else if (!('error' in found)) say(isVerbose ? `${name} is ${found.path}` : found.path);
    else {
      status = shell.flavour === 'bash' ? 1 : 127;
      if (isVerbose && shell.flavour === 'bash')
        complainOf(interpreter, 'type', `${name}: not found`);
      else if (isVerbose) say(`${name}: not found`);
    }
  }
  return status;
}

/** `alias [name[=text]]`. */
export const alias: Builtin = (interpreter, args, name) => {
  const { kernel, process, shell } = interpreter;
  let status = 0;
  const wanted = args.length > 0 ? args : Object.keys(shell.aliases).sort();
  for (const one of wanted) {
    const equals = one.indexOf('=');
    if (equals > 0) shell.aliases[one.slice(0, equals)] = one.slice(equals + 1);
    else if (shell.aliases[one] !== undefined) {
      const prefix = shell.flavour === 'bash' ? 'alias ' : '';
      emit(kernel, process, 1, `${prefix}${one}='${shell.aliases[one]}'\n`);
    } else {
      complainOf(interpreter, name, `${one}: not found`);
      status = 1;
    }
  }
  return status;
};

/** `unalias [-a] names`. */
export const unalias: Builtin = ({ shell }, args) => {
  if (args[0] === '-a') shell.aliases = {};
  for (const name of args) delete shell.aliases[name];
  return 0;
};
