import { calculate } from '../interpreter/scope.ts';
import type { ShellFlavour } from '../machine/command.ts';
import type { Builtin } from './builtin.ts';
import { alias, commandWith, exec, typeWith, unalias } from './commands.ts';
import { breakOrContinue, evaluate, exit, returnFrom, source } from './control.ts';
import { cd, pwd, umask } from './directories.ts';
import { echo } from './echo.ts';
import { getopts } from './getopts.ts';
import { jobs, kill, trap, wait } from './jobs.ts';
import { printf } from './printf.ts';
import { read } from './read.ts';
import { test } from './test.ts';
import { declareVariable, exportOrReadonly, local, set, shift, unset } from './variables.ts';

/** Looks a builtin up. */
export type FindBuiltin = (flavour: ShellFlavour, name: string) => Builtin | undefined;

const bashOnly = new Set(['source', 'declare', 'typeset', 'let']);

/** The builtin of that name in that flavour of shell. */
export const findBuiltin: FindBuiltin = (flavour, name) => {
  if (flavour === 'dash' && bashOnly.has(name)) return undefined;
  if (flavour === 'ash' && bashOnly.has(name) && name !== 'source' && name !== 'let')
    return undefined;
  return builtins.get(name);
};

const succeed: Builtin = () => 0;

/** `let expressions`. */
const letBuiltin: Builtin = (interpreter, args) => {
  const values = args.map((arg) => calculate(interpreter, arg));
  return values.at(-1) === 0n || values.length === 0 ? 1 : 0;
};

const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', succeed],
  ['true', succeed],
  ['false', () => 1],
  ['.', source],
  ['source', source],
  ['[', test],
  ['test', test],
  ['alias', alias],
  ['unalias', unalias],
  ['break', breakOrContinue],
  ['continue', breakOrContinue],
  ['cd', cd],
  ['command', commandWith(findBuiltin)],
  ['declare', declareVariable],
  ['typeset', declareVariable],
  ['echo', echo],
  ['eval', evaluate],
  ['exec', exec],
  ['exit', exit],
  ['export', exportOrReadonly],
  ['readonly', exportOrReadonly],
  ['getopts', getopts],
  ['jobs', jobs],
  ['kill', kill],
  ['let', letBuiltin],
  ['local', local],
  ['printf', printf],
  ['pwd', pwd],
  ['read', read],
  ['return', returnFrom],
  ['set', set],
  ['shift', shift],
  ['trap', trap],
  ['type', typeWith(findBuiltin)],
  ['umask', umask],
  ['unset', unset],
  ['wait', wait],
]);
