import { FileError } from '../files/filesystem.ts';
import type { Kernel } from '../machine/kernel.ts';
import type { ProcessState } from '../machine/process.ts';
import { emit, flush } from '../machine/streams.ts';
import { complain } from './complaints.ts';
import { execute } from './execute.ts';
import { type Interpreter, ShellError, unwind } from './interpreter.ts';
import { programOfUnit } from './programs.ts';
import { loadScript } from './script.ts';
import type { ShellState } from './state.ts';
import { exitShell, startTrap } from './traps.ts';

/** Runs a shell process for at most so many instructions; returns how many it took. */
export function runShell(kernel: Kernel, process: ProcessState, most: number): number {
  const { program: shell } = process;
  if (shell.kind !== 'shell') return 1;
  const interpreter: Interpreter = { kernel, process, shell };
  let used = 0;
  while (used < most) {
    used += 1;
    const blocked = flush(kernel, process);
    if (blocked) process.waits = [blocked];
    else if (process.pending.length === 0) runOne(interpreter, shell);
    const isGone = kernel.table.processes[process.pid] !== process || process.program !== shell;
    if (isGone || process.waits.length > 0 || process.pending.length > 0) break;
  }
  return used;
}

function runOne(interpreter: Interpreter, shell: ShellState): void {
  if (shell.isInterrupted) {
    interrupt(interpreter);
    return;
  }
  if (shell.pendingTraps.length > 0 && shell.foreground.length === 0 && startTrap(interpreter))
    return;
  if (shell.script !== null) {
    loadScript(interpreter);
    return;
  }
  const { instructions } = programOfUnit(shell, shell.at.unit);
  const instruction = instructions[shell.at.ip];
  try {
    const waits = instruction ? execute(interpreter, instruction) : undefined;
    if (waits && waits.length > 0) interpreter.process.waits = [...waits];
  } catch (error) {
    if (error instanceof FileError) fail(interpreter, new ShellError(error.message, 1));
    else if (error instanceof ShellError) fail(interpreter, error);
    else throw error;
  }
}

/** An error no command can go on after: a script ends, a prompt comes back. */
function fail(interpreter: Interpreter, error: ShellError): void {
  const { shell } = interpreter;
  if (error.message !== '') complain(interpreter, error.message);
  if (!shell.isInteractive) {
    exitShell(interpreter, error.status);
    return;
  }
  abandon(interpreter);
  shell.status = error.status;
}

/** ^C at a prompt or while something runs. */
function interrupt(interpreter: Interpreter): void {
  const { kernel, process, shell } = interpreter;
  shell.isInterrupted = false;
  emit(kernel, process, 1, '\n');
  abandon(interpreter);
  shell.status = 130;
}

/** Gives up what runs and reads the next command. */
function abandon(interpreter: Interpreter): void {
  const { shell } = interpreter;
  unwind(interpreter, 0);
  Object.assign(shell, { drafts: [], words: [], values: [], foreground: [] });
  if (shell.input) Object.assign(shell.input, { text: '', hasPrompted: false });
  shell.units.c = '';
  shell.at = { unit: 'c', ip: 0 };
}
