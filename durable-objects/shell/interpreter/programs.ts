import { memoize } from '../../lib/memo.ts';
import { compile } from '../language/compile.ts';
import type { Program } from '../language/instructions.ts';
import { commandUnit } from './new-shell.ts';
import type { ShellState } from './state.ts';

const compiled = memoize(200, (key): Program => {
  const options = { hasBraces: key.startsWith('b'), isWhole: key[1] === 'w' };
  return compile(key.slice(2), options);
});

/** The instructions of one of the shell's source texts. */
export function programOfUnit(shell: ShellState, unit: string): Program {
  const isWhole = unit === commandUnit && !shell.isScript;
  const flags = `${shell.flavour === 'bash' ? 'b' : '-'}${isWhole ? 'w' : '-'}`;
  return compiled(flags + (shell.units[unit] ?? ''));
}
