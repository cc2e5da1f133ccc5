import { limits } from '../limits.ts';
import type { Kernel } from '../machine/kernel.ts';
import type { ProcessState, Wait } from '../machine/process.ts';
import type { Frame, Position, ShellState, Variable } from './state.ts';

/** A shell process as its instructions see it. */
export interface Interpreter {
  readonly kernel: Kernel;
  readonly process: ProcessState;
  readonly shell: ShellState;
}

/** Nothing when an instruction completed; otherwise what it has to wait for to be tried again. */
export type Outcome = readonly Wait[] | undefined;

/** An error in the midst of an expansion: a script ends with it, a prompt comes back. */
export class ShellError extends Error {
  readonly status: number;

  constructor(message: string, status = 2) {
    super(message);
    this.status = status;
  }
}

type FrameBody = Frame extends infer F
  ? F extends Frame
    ? Omit<F, 'drafts' | 'words' | 'values'>
    : never
  : never;

/** Enters something that has to be left again. */
export function pushFrame(shell: ShellState, body: FrameBody): void {
  const depths = {
    drafts: shell.drafts.length,
    words: shell.words.length,
    values: shell.values.length,
  };
  shell.frames.push({ ...depths, ...body } as Frame);
}

/** Leaves frames until so many are left, undoing what each has done. */
export function unwind(interpreter: Interpreter, keep: number): void {
  while (interpreter.shell.frames.length > keep) popFrame(interpreter);
}

/** Leaves the innermost frame. */
export function popFrame({ process, shell }: Interpreter): Frame | undefined {
  const frame = shell.frames.pop();
  if (!frame) return undefined;
  shell.drafts.length = Math.min(shell.drafts.length, frame.drafts);
  shell.words.length = Math.min(shell.words.length, frame.words);
  shell.values.length = Math.min(shell.values.length, frame.values);
  switch (frame.kind) {
    case 'prepared':
      restoreDescriptors(process, frame.fds);
      restoreVariables(shell, frame.variables);
      break;
    case 'function':
      restoreVariables(shell, frame.locals);
      shell.positional = frame.positional;
      shell.at = frame.returnTo;
      break;
    case 'source':
      if (frame.positional) shell.positional = frame.positional;
      shell.at = frame.returnTo;
      break;
    case 'eval':
      shell.at = frame.returnTo;
      break;
    case 'trap':
      shell.status = frame.status;
      shell.at = frame.returnTo;
      break;
  }
  return frame;
}

function restoreDescriptors(process: ProcessState, fds: Record<string, string | null>): void {
  for (const [fd, key] of Object.entries(fds)) {
    if (key === null) delete process.fds[fd];
    else process.fds[fd] = key;
  }
}

function restoreVariables(shell: ShellState, saved: Record<string, Variable | null>): void {
  for (const [name, variable] of Object.entries(saved)) {
    if (variable === null) delete shell.variables[name];
    else shell.variables[name] = variable;
  }
}

/** Adds a source text and returns the position of its first instruction. */
export function addUnit(shell: ShellState, source: string): Position {
  collectUnits(shell);
  const unit = String(shell.nextUnit);
  shell.nextUnit += 1;
  shell.units[unit] = source;
  return { unit, ip: 0 };
}

/** Forgets source texts that no position refers to any more. */
function collectUnits(shell: ShellState): void {
  if (Object.keys(shell.units).length < 16) return;
  const used = new Set([shell.at.unit]);
  for (const { unit } of Object.values(shell.functions)) used.add(unit);
  for (const frame of shell.frames) if ('returnTo' in frame) used.add(frame.returnTo.unit);
  for (const unit of Object.keys(shell.units)) if (!used.has(unit)) delete shell.units[unit];
}

/** Leaves the innermost function or source; false when there is none. */
export function leaveFunction(interpreter: Interpreter): boolean {
  const { frames } = interpreter.shell;
  const at = frames.findLastIndex(({ kind }) => kind === 'function' || kind === 'source');
  if (at < 0) return false;
  unwind(interpreter, at);
  return true;
}

/** Refuses one more nested call beyond limits.callDepth. */
export function checkDepth({ shell }: Interpreter): void {
  if (shell.frames.filter((frame) => 'returnTo' in frame).length >= limits.callDepth)
    throw new ShellError(`maximum function nesting level exceeded (${limits.callDepth})`);
}
