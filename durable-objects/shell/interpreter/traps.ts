import { endProcess } from '../machine/kernel.ts';
import { addUnit, type Interpreter, popFrame, pushFrame, unwind } from './interpreter.ts';

/** Enters the trap of the oldest signal that waits; false when its trap is gone. */
export function startTrap(interpreter: Interpreter): boolean {
  const { shell } = interpreter;
  const name = shell.pendingTraps.shift();
  const source = name === undefined ? undefined : shell.traps[name];
  if (source === undefined || source === '') return false;
  pushFrame(shell, { kind: 'trap', returnTo: { ...shell.at }, status: shell.status });
  shell.at = addUnit(shell, source);
  return true;
}

/** Ends the shell: its EXIT trap runs first, then what is still unwritten is written. */
export function exitShell(interpreter: Interpreter, status: number): void {
  const { shell, process } = interpreter;
  const trap = shell.traps.EXIT;
  delete shell.traps.EXIT;
  const wasExiting = shell.frames.some(({ kind }) => kind === 'exiting');
  unwind(interpreter, 0);
  Object.assign(shell, { drafts: [], words: [], values: [], foreground: [], input: null });
  shell.status = status & 0xff;
  pushFrame(shell, { kind: 'exiting', status: status & 0xff });
  const source = wasExiting ? '' : (trap ?? '');
  shell.at = addUnit(shell, source);
  if (process.outbox.length > 0) return;
  if (source === '') finishExit(interpreter);
}

/** Ends the process of a shell whose last instruction has run. */
export function finishExit(interpreter: Interpreter): void {
  const { shell, kernel, process } = interpreter;
  const frame = shell.frames.at(-1);
  const code = frame?.kind === 'exiting' ? frame.status : shell.status;
  endProcess(kernel, process, { code, at: kernel.system.now });
}

/** Leaves a source, eval or trap whose text has ended; false at the outermost level. */
export function leaveUnit(interpreter: Interpreter): boolean {
  const frame = interpreter.shell.frames.at(-1);
  if (!frame || frame.kind === 'exiting') return false;
  popFrame(interpreter);
  return true;
}
