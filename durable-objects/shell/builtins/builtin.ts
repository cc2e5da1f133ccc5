import type { Interpreter } from '../interpreter/interpreter.ts';
import type { Wait } from '../machine/process.ts';

/**
 * A command that runs within the shell: returns its status; or what it waits for, having changed
 * nothing, to be called again; or `moved` when it has set the shell's position or status itself.
 */
export type Builtin = (
  interpreter: Interpreter,
  args: readonly string[],
  name: string,
) => number | readonly Wait[] | 'moved';
