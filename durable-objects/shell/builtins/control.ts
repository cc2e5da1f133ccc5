import { FileError } from '../files/filesystem.ts';
import { absolute } from '../files/paths.ts';
import { complain, complainOf } from '../interpreter/complaints.ts';
import {
  addUnit,
  checkDepth,
  leaveFunction,
  pushFrame,
  unwind,
} from '../interpreter/interpreter.ts';
import { exitShell } from '../interpreter/traps.ts';
import { filesOf } from '../machine/kernel.ts';
import type { Builtin } from './builtin.ts';

/** `break [n]` and `continue [n]`. */
export const breakOrContinue: Builtin = (interpreter, args, name) => {
  const { shell } = interpreter;
  const count = Number(args[0] ?? 1);
  if (!Number.isInteger(count) || count < 1) {
    complainOf(interpreter, name, `Illegal number: ${args[0]}`);
    exitShell(interpreter, 2);
    return 'moved';
  }
  // Loops outside the function that is running are out of reach.
  const outer = shell.frames.findLastIndex(({ kind }) => kind === 'function' || kind === 'source');
  const loops = [...shell.frames.entries()].filter(([n, { kind }]) => n > outer && kind === 'loop');
  const [at, frame] = loops.at(-Math.min(count, loops.length)) ?? [];
  if (at === undefined || frame?.kind !== 'loop') return 0;
  unwind(interpreter, at + 1);
  shell.drafts.length = frame.drafts;
  shell.words.length = frame.words;
  shell.values.length = frame.values;
  shell.status = 0;
  frame.status = 0;
  shell.at.ip = name === 'break' ? frame.breakTo : frame.continueTo;
  return 'moved';
};

/** `return [n]`: leaves a function or a sourced file; elsewhere the shell. */
export const returnFrom: Builtin = (interpreter, args) => {
  const { shell } = interpreter;
  const status = statusOf(args[0], shell.status);
  if (!leaveFunction(interpreter)) exitShell(interpreter, status);
  else shell.status = status;
  return 'moved';
};

/** `exit [n]`. */
export const exit: Builtin = (interpreter, args) => {
  const { shell } = interpreter;
  const argument = args[0];
  if (argument !== undefined && !/^-?\d+$/.test(argument)) {
    if (shell.flavour === 'bash')
      complain(interpreter, `exit: ${argument}: numeric argument required`);
    else complainOf(interpreter, 'exit', `Illegal number: ${argument}`);
    exitShell(interpreter, 2);
    return 'moved';
  }
  const trap = shell.frames.find((frame) => frame.kind === 'trap' || frame.kind === 'exiting');
  const standard = trap && 'status' in trap ? trap.status : shell.status;
  exitShell(interpreter, statusOf(argument, standard));
  return 'moved';
};

function statusOf(argument: string | undefined, standard: number): number {
  return argument === undefined ? standard : Number(argument) & 0xff;
}

/** `eval words`. */
export const evaluate: Builtin = (interpreter, args) => {
  const { shell } = interpreter;
  const source = args.join(' ');
  if (source.trim() === '') return 0;
  checkDepth(interpreter);
  pushFrame(shell, { kind: 'eval', returnTo: { ...shell.at } });
  shell.status = 0;
  shell.at = addUnit(shell, source);
  return 'moved';
};

/** `. file [arguments]`, bash's `source`. */
export const source: Builtin = (interpreter, args, name) => {
  const { shell, kernel, process } = interpreter;
  const [file, ...rest] = args;
  if (file === undefined) {
    complainOf(interpreter, name, 'filename argument required');
    return 2;
  }
  checkDepth(interpreter);
  const fs = filesOf(kernel, process);
  const candidates = file.includes('/')
    ? [file]
    : [...(shell.variables.PATH?.value ?? '').split(':').map((d) => `${d}/${file}`), file];
  const path = candidates.map((c) => absolute(c, process.cwd)).find((c) => fs.exists(c));
  try {
    const text = fs.read(path ?? absolute(file, process.cwd));
    const positional = rest.length > 0 ? shell.positional : null;
    pushFrame(shell, { kind: 'source', returnTo: { ...shell.at }, positional });
    if (rest.length > 0) shell.positional = rest;
    shell.status = 0;
    shell.at = addUnit(shell, text);
    return 'moved';
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (shell.flavour === 'bash') complain(interpreter, `${file}: ${error.message}`);
    else complainOf(interpreter, '.', `can't open '${file}': ${error.message}`);
    if (shell.flavour === 'bash' || shell.isInteractive) return 1;
    exitShell(interpreter, 2);
    return 'moved';
  }
};
