import type { Instruction } from '../language/instructions.ts';
import { assignItems, collect, prepare, run } from './commands.ts';
import { complain, syntaxMessage } from './complaints.ts';
import { conditionalTest } from './conditional.ts';
import { executeWord } from './expansion.ts';
import { background, pipeline, subshell } from './fork.ts';
import {
  type Interpreter,
  leaveFunction,
  type Outcome,
  popFrame,
  pushFrame,
  ShellError,
} from './interpreter.ts';
import { matchesPattern } from './pattern.ts';
import { arithmeticCommand } from './scope.ts';
import { readCommand } from './script.ts';
import { exitShell, finishExit, leaveUnit } from './traps.ts';
import { setVariable } from './variables.ts';

/** Executes one instruction and moves on, or says what it waits for and leaves all as it was. */
export function execute(interpreter: Interpreter, one: Instruction): Outcome {
  const { shell } = interpreter;
  const here = { ...shell.at };
  shell.at = { unit: here.unit, ip: here.ip + 1 };
  const waits = dispatch(interpreter, one);
  if (waits && waits.length > 0) shell.at = here;
  return waits;
}

function dispatch(interpreter: Interpreter, one: Instruction): Outcome {
  const { shell } = interpreter;
  switch (one.do) {
    case 'draft':
      shell.drafts.push({ argv: [], assigns: [], redirects: [], line: one.line });
      return;
    case 'assign': {
      const value = shell.values.pop() ?? '';
      const index = one.indexed ? { index: shell.values.pop() ?? '' } : {};
      shell.drafts.at(-1)?.assigns.push({ name: one.name, append: one.append, value, ...index });
      return;
    }
    case 'assign-items':
      return assignItems(interpreter, one.name, one.append);
    case 'redirect': {
      const target = shell.values.pop() ?? '';
      shell.drafts.at(-1)?.redirects.push({ fd: one.fd, kind: one.kind, target });
      return;
    }
    case 'prepare':
      if (!prepare(interpreter, one.isCompound)) shell.at.ip = one.to;
      return;
    case 'run':
      return run(interpreter, one.isLast);
    case 'collect':
      return collect(interpreter);
    case 'finish':
      popFrame(interpreter);
      shell.drafts.pop();
      return;
    case 'subshell':
      return subshell(interpreter, one.entry);
    case 'pipeline':
      return pipeline(interpreter, one.entries);
    case 'background':
      return background(interpreter, one.entry, one.text);
    case 'arithmetic-command':
      return arithmeticCommand(interpreter);
    case 'test':
      return conditionalTest(interpreter, one.operator, one.operands);
    case 'exit':
      exitShell(interpreter, shell.status);
      return;
    case 'end':
      return end(interpreter);
    case 'fail':
      throw syntaxError(interpreter, one);
    default:
      return control(interpreter, one) ? undefined : executeWord(interpreter, one);
  }
}

function syntaxError(interpreter: Interpreter, one: Instruction & { do: 'fail' }): ShellError {
  complain(interpreter, syntaxMessage(interpreter, one.error.problem), one.error.line);
  return new ShellError('', 2);
}

function end(interpreter: Interpreter): Outcome {
  const { shell } = interpreter;
  if (leaveUnit(interpreter)) return undefined;
  if (shell.frames.at(-1)?.kind === 'exiting') finishExit(interpreter);
  else if (shell.input) return readCommandHere(interpreter);
  else exitShell(interpreter, shell.status);
  return undefined;
}

/** At the end of a command from standard input the position stays, until the next one is read. */
function readCommandHere(interpreter: Interpreter): Outcome {
  const { shell } = interpreter;
  const { unit } = shell.at;
  const waits = readCommand(interpreter);
  if (shell.at.unit === unit) shell.at.ip -= waits ? 0 : 1;
  return waits;
}

/** Instructions that only move about; false for those of words. */
function control(interpreter: Interpreter, one: Instruction): boolean {
  const { shell } = interpreter;
  switch (one.do) {
    case 'jump':
      shell.at.ip = one.to;
      return true;
    case 'jump-if':
      if ((shell.status === 0) === one.success) shell.at.ip = one.to;
      return true;
    case 'condition':
      pushFrame(shell, { kind: 'condition' });
      return true;
    case 'end-condition':
      popFrame(interpreter);
      return true;
    case 'negate':
      shell.status = shell.status === 0 ? 1 : 0;
      return true;
    case 'check':
      check(interpreter);
      return true;
    case 'status':
      shell.status = one.status;
      return true;
    case 'define':
      shell.functions[one.name] = { unit: shell.at.unit, ip: one.entry };
      shell.status = 0;
      return true;
    case 'return':
      leaveFunction(interpreter);
      return true;
    case 'match': {
      const pattern = shell.values.pop() ?? '';
      if (!matchesPattern(pattern, shell.values.at(-1) ?? '')) return true;
      shell.values.pop();
      shell.at.ip = one.to;
      return true;
    }
    case 'drop':
      shell.values.pop();
      return true;
    default:
      return loop(interpreter, one);
  }
}

function loop(interpreter: Interpreter, one: Instruction): boolean {
  const { shell } = interpreter;
  switch (one.do) {
    case 'loop':
    case 'for': {
      const draft = one.do === 'for' ? shell.drafts.pop() : undefined;
      const words =
        one.do === 'for' && one.isPositional ? [...shell.positional] : (draft?.argv ?? []);
      const { breakTo, continueTo } = one;
      const items = one.do === 'for' ? words : null;
      shell.status = 0;
      pushFrame(shell, { kind: 'loop', breakTo, continueTo, status: 0, items, next: 0 });
      return true;
    }
    case 'keep-status': {
      const frame = shell.frames.at(-1);
      if (frame?.kind === 'loop') frame.status = shell.status;
      return true;
    }
    case 'next': {
      const frame = shell.frames.at(-1);
      const item = frame?.kind === 'loop' ? frame.items?.[frame.next] : undefined;
      if (frame?.kind !== 'loop' || item === undefined) {
        shell.at.ip = one.to;
        return true;
      }
      frame.next += 1;
      setVariable(shell, one.name, item);
      return true;
    }
    case 'end-loop': {
      const frame = popFrame(interpreter);
      if (frame?.kind === 'loop') shell.status = frame.status;
      return true;
    }
    default:
      return false;
  }
}

/** errexit: a failure that nothing looks at ends the shell. */
function check(interpreter: Interpreter): void {
  const { shell } = interpreter;
  if (shell.status === 0 || !shell.options.errexit) return;
  if (shell.frames.some(({ kind }) => kind === 'condition')) return;
  exitShell(interpreter, shell.status);
}
