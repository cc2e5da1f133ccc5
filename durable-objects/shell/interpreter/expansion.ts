import type { Instruction } from '../language/instructions.ts';
import { limits } from '../limits.ts';
import { inputWait, readFrom } from '../machine/streams.ts';
import { captureFd } from './capture-fd.ts';
import { fieldsOf, patternOf, regexOf, stringOf } from './fields.ts';
import { capture } from './fork.ts';
import { type Interpreter, type Outcome, ShellError } from './interpreter.ts';
import {
  addValue,
  assignParameter,
  editParameter,
  isUsable,
  parameterError,
  subjectValue,
} from './parameters.ts';
import { calculate } from './scope.ts';
import type { Segment } from './state.ts';
import { getParameter } from './variables.ts';

/** Executes an instruction that builds a word. */
export function executeWord(interpreter: Interpreter, one: Instruction): Outcome {
  const { shell } = interpreter;
  switch (one.do) {
    case 'word':
      shell.words.push([]);
      return;
    case 'text':
      add(interpreter, { text: one.text, kind: one.quoted ? 'quoted' : 'literal' });
      return;
    case 'tilde':
      add(interpreter, { text: home(interpreter, one.user), kind: 'quoted' });
      return;
    case 'parameter':
      addValue(interpreter, one, subjectValue(interpreter, one, true));
      return;
    case 'parameter-or': {
      const depth = shell.values.length;
      const value = subjectValue(interpreter, one, false);
      const isTaken = isUsable(value, one.colon) === (one.when === 'set');
      if (!isTaken) return;
      // An index is read again where the jump does not lead.
      shell.values.length = Math.min(shell.values.length, depth);
      if (one.when === 'set') addValue(interpreter, one, value);
      shell.at.ip = one.to;
      return;
    }
    case 'parameter-assign':
      return assignParameter(interpreter, one);
    case 'parameter-error':
      return parameterError(interpreter, one);
    case 'parameter-edit':
      return editParameter(interpreter, one);
    case 'capture':
      return capture(interpreter, one.entry);
    case 'captured':
      return captured(interpreter, one.quoted);
    case 'arithmetic': {
      const value = calculate(interpreter, shell.values.pop() ?? '');
      add(interpreter, { text: String(value), kind: one.quoted ? 'quoted' : 'expanded' });
      return;
    }
    case 'end-word':
      return endWord(interpreter, one.as);
    default:
      return;
  }
}

function add({ shell }: Interpreter, segment: Segment): void {
  shell.words.at(-1)?.push(segment);
}

function endWord(interpreter: Interpreter, as: (Instruction & { do: 'end-word' })['as']): Outcome {
  const { shell } = interpreter;
  const segments = shell.words.pop() ?? [];
  const size = segments.reduce((sum, { text }) => sum + text.length, 0);
  if (size > limits.valueBytes)
    throw new ShellError(`word of more than ${limits.valueBytes} bytes`);
  const draft = shell.drafts.at(-1);
  if (as === 'fields') draft?.argv.push(...fieldsOf(interpreter, segments));
  else if (as === 'field') draft?.argv.push(stringOf(segments));
  else
    shell.values.push(
      as === 'pattern'
        ? patternOf(segments)
        : as === 'regex'
          ? regexOf(segments)
          : stringOf(segments),
    );
  return undefined;
}

function home(interpreter: Interpreter, user: string): string {
  const own = getParameter(interpreter, 'HOME');
  if (user === '') return typeof own === 'string' ? own : '~';
  return user === 'root' ? '/root' : `/home/${user}`;
}

/** Reads the pipe of a command substitution until its end, and then waits for its process. */
function captured(interpreter: Interpreter, quoted: boolean): Outcome {
  const { shell, process, kernel } = interpreter;
  const fd = captureFd(shell.words.length);
  for (;;) {
    const bytes = readFrom(kernel, process, fd, Number.POSITIVE_INFINITY);
    if (bytes === undefined) break;
    if (bytes === '') return [inputWait(kernel, process, fd)];
    const before = shell.values.pop() ?? '';
    if (before.length + bytes.length > limits.valueBytes)
      throw new ShellError(`command substitution of more than ${limits.valueBytes} bytes`);
    shell.values.push(before + bytes);
  }
  const child = shell.foreground.at(-1);
  if (child && child.status === null) return [{ for: 'child', pid: child.pid }];
  shell.foreground.pop();
  delete process.fds[fd];
  shell.status = child?.status ?? 0;
  shell.substitutionStatus = shell.status;
  // Nul bytes can't be in a word; line ends at the end are dropped.
  const text = (shell.values.pop() ?? '').replace(/\0/g, '').replace(/\n+$/, '');
  add(interpreter, { text, kind: quoted ? 'quoted' : 'expanded' });
  return undefined;
}
