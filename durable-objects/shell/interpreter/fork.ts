import { addFile, openPipe } from '../machine/open.ts';
import type { ProcessState } from '../machine/process.ts';
import { addProcess } from '../machine/processes.ts';
import { captureFd } from './capture-fd.ts';
import { type Interpreter, type Outcome, ShellError } from './interpreter.ts';
import type { ShellState } from './state.ts';

/** `( )`: a copy of the shell runs from the entry; collect waits for it. */
export function subshell(interpreter: Interpreter, entry: number): Outcome {
  const child = fork(interpreter, entry, interpreter.process.fds);
  interpreter.shell.foreground = [{ pid: child.pid, status: null }];
  return undefined;
}

/** `a | b`: a copy for each stage, joined by pipes. */
export function pipeline(interpreter: Interpreter, entries: readonly number[]): Outcome {
  const { process, shell, kernel } = interpreter;
  const foreground: ShellState['foreground'] = [];
  let input = process.fds[0];
  for (const [n, entry] of entries.entries()) {
    const pipe = n < entries.length - 1 ? openPipe(kernel.table) : undefined;
    if (!pipe && n < entries.length - 1) throw cannotFork(interpreter);
    const fds = { ...process.fds };
    if (input !== undefined) fds[0] = input;
    if (pipe) fds[1] = pipe.write;
    foreground.push({ pid: fork(interpreter, entry, fds).pid, status: null });
    input = pipe?.read;
  }
  shell.foreground = foreground;
  return undefined;
}

/** `command &`. */
export function background(interpreter: Interpreter, entry: number, text: string): Outcome {
  const { process, shell, kernel } = interpreter;
  // Without job control a background command must not eat the script's input.
  const stdin = shell.isInteractive ? process.fds[0] : addFile(kernel.table, { kind: 'null' });
  const fds = stdin === undefined ? process.fds : { ...process.fds, 0: stdin };
  const child = fork(interpreter, entry, fds);
  child.isBackground = true;
  if (!shell.isInteractive) child.ignored = [...child.ignored, 'INT', 'QUIT'];
  shell.jobs.push({ pid: child.pid, status: null, text });
  shell.lastBackground = child.pid;
  shell.status = 0;
  return undefined;
}

/** Starts a command substitution, whose output `captured` then reads. */
export function capture(interpreter: Interpreter, entry: number): Outcome {
  const { process, shell, kernel } = interpreter;
  const pipe = openPipe(kernel.table);
  if (!pipe) throw cannotFork(interpreter);
  const child = fork(interpreter, entry, { ...process.fds, 1: pipe.write });
  process.fds[captureFd(shell.words.length)] = pipe.read;
  shell.foreground.push({ pid: child.pid, status: null });
  shell.values.push('');
  return undefined;
}

function fork(interpreter: Interpreter, entry: number, fds: Record<string, string>): ProcessState {
  const { process, shell, kernel } = interpreter;
  const own = Object.fromEntries(Object.entries(fds).filter(([fd]) => Number(fd) < captureFd(0)));
  const heritage = { ...process, fds: own };
  const child = addProcess(kernel, process.pid, process.argv, heritage, copyShell(shell, entry));
  if (!child) throw cannotFork(interpreter);
  return child;
}

/** The forked shell: same variables, nothing to return to, and traps only where ignored. */
function copyShell(shell: ShellState, entry: number): ShellState {
  const depths = { drafts: 0, words: 0, values: 0 };
  const isCondition = shell.frames.some(({ kind }) => kind === 'condition');
  const traps = Object.entries(shell.traps).filter(([, source]) => source === '');
  const copy = structuredClone({ ...shell, frames: [], drafts: [], words: [], values: [] });
  return {
    ...copy,
    at: { unit: shell.at.unit, ip: entry },
    frames: isCondition ? [{ kind: 'condition', ...depths }] : [],
    traps: Object.fromEntries(traps),
    pendingTraps: [],
    foreground: [],
    jobs: [],
    input: null,
    isInteractive: false,
    drafts: shell.drafts
      .slice(-1)
      .map(({ line }) => ({ argv: [], assigns: [], redirects: [], line })),
  };
}

function cannotFork({ shell }: Interpreter): ShellError {
  const text = {
    ash: "can't fork: Resource temporarily unavailable",
    dash: 'Cannot fork',
    bash: 'fork: retry: Resource temporarily unavailable',
  };
  return new ShellError(text[shell.flavour], 2);
}
