import { FileError } from '../files/filesystem.ts';
import { normalize } from '../files/paths.ts';
import { allows, realpath } from '../files/permissions.ts';
import { complainOf } from '../interpreter/complaints.ts';
import type { Interpreter } from '../interpreter/interpreter.ts';
import { setVariable } from '../interpreter/variables.ts';
import { filesOf } from '../machine/kernel.ts';
import { emit } from '../machine/streams.ts';
import type { Builtin } from './builtin.ts';

/** `cd [-P] [directory | -]`. */
export const cd: Builtin = (interpreter, args, name) => {
  const { shell, process, kernel } = interpreter;
  const isPhysical = args[0] === '-P';
  const [given] = args.filter((arg) => !['-P', '-L', '--'].includes(arg));
  const isBack = given === '-';
  const wanted = isBack ? shell.variables.OLDPWD?.value : (given ?? shell.variables.HOME?.value);
  if (wanted == null) {
    complainOf(interpreter, name, `${isBack ? 'OLDPWD' : 'HOME'} not set`);
    return isBack || shell.flavour === 'bash' ? 1 : 2;
  }
  const path = normalize(wanted === '' ? '.' : wanted, process.cwd);
  const failure = whyNot(interpreter, path);
  if (failure) {
    const text =
      shell.flavour === 'dash'
        ? `can't cd to ${wanted}`
        : shell.flavour === 'ash'
          ? `can't cd to ${wanted}: ${failure}`
          : `${wanted}: ${failure}`;
    complainOf(interpreter, name, text);
    return shell.flavour === 'bash' ? 1 : 2;
  }
  setVariable(shell, 'OLDPWD', process.cwd);
  process.cwd = isPhysical ? realpath(kernel.system.fs, path) : path;
  setVariable(shell, 'PWD', process.cwd);
  if (isBack) emit(kernel, process, 1, `${process.cwd}\n`);
  return 0;
};

function whyNot({ kernel, process }: Interpreter, path: string): string | undefined {
  try {
    const stat = filesOf(kernel, process).stat(path);
    if (stat.type !== 'directory') return new FileError('ENOTDIR', path).message;
    return allows(stat, process, 'x') ? undefined : new FileError('EACCES', path).message;
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
}

/** `pwd [-P]`. */
export const pwd: Builtin = ({ kernel, process }, args) => {
  const path = args[0] === '-P' ? realpath(kernel.system.fs, process.cwd) : process.cwd;
  emit(kernel, process, 1, `${path}\n`);
  return 0;
};

/** `umask [-S] [mode]`. */
export const umask: Builtin = (interpreter, args, name) => {
  const { kernel, process } = interpreter;
  const [mode] = args;
  if (mode === undefined || mode === '-S') {
    const text =
      mode === '-S' ? symbolic(process.umask) : process.umask.toString(8).padStart(4, '0');
    emit(kernel, process, 1, `${text}\n`);
    return 0;
  }
  if (!/^[0-7]{1,4}$/.test(mode)) {
    complainOf(interpreter, name, `illegal mode: ${mode}`);
    return 2;
  }
  process.umask = Number.parseInt(mode, 8) & 0o777;
  return 0;
};

function symbolic(mask: number): string {
  const allowed = ~mask & 0o777;
  const letters = (bits: number) => ['r', 'w', 'x'].filter((_, n) => bits & (4 >> n)).join('');
  return `u=${letters(allowed >> 6)},g=${letters((allowed >> 3) & 7)},o=${letters(allowed & 7)}`;
}
