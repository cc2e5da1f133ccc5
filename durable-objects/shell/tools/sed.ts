import { memoize } from '../../lib/memo.ts';
import { FileError } from '../files/filesystem.ts';
import type { CommandContext, StreamContext } from '../machine/command.ts';
import { defineFilter, inputs } from './filter.ts';
import { type Cycle, runCycle, type SedState } from './sed-run.ts';
import { parseSed, SedError } from './sed-script.ts';
import { linesOf } from './tool.ts';

interface State {
  script: string;
  isExtended: boolean;
  isQuiet: boolean;
  own: SedState;
  /** A line waits until it is known whether it is the last one. */
  held: string | null;
  heldHasEnd: boolean;
  /** Lines read while n and N may still want the next one are kept back: the script has them. */
  queue: string[];
  isGreedy: boolean;
}

const scriptOf = memoize(50, (key) => parseSed(key.slice(1), key.startsWith('E')));

/** `sed [-n] [-E] [-i] [-e script] [-f file] script files`. */
export const sed = defineFilter<State>({
  name: 'sed',
  usage:
    '[-i[SFX]] [-nrE] [-f FILE]... [-e CMD]... [FILE]...\nor: sed [-i[SFX]] [-nrE] CMD [FILE]...',
  letters: 'nrEie:f:u',
  long: { quiet: 'n', silent: 'n', expression: 'e', 'in-place': 'i', 'regexp-extended': 'E' },
  start: (options, context) => {
    const scripts = [...options.all('e')];
    for (const file of options.all('f')) scripts.push(context.fs.read(context.resolve(file)));
    const operands = [...options.operands];
    if (scripts.length === 0) scripts.push(operands.shift() ?? '');
    const state: State = {
      script: scripts.join('\n'),
      isExtended: options.has('r') || options.has('E'),
      isQuiet: options.has('n'),
      own: { line: 0, hold: '', open: {}, lastRegex: '', quit: null },
      held: null,
      heldHasEnd: true,
      queue: [],
      isGreedy: false,
    };
    try {
      const commands = parseSed(state.script, state.isExtended);
      state.isGreedy = commands.some(({ name }) => name === 'n' || name === 'N');
    } catch (error) {
      if (!(error instanceof SedError)) throw error;
      context.err(`sed: ${error.message}\n`);
      return { exit: 1 };
    }
    if (!options.has('i')) return { files: inputs(operands), state };
    return { exit: operands.map((file) => inPlace(state, file, context)).includes(1) ? 1 : 0 };
  },
  line: (state, line, context, hasEnd) => {
    if (state.isGreedy) {
      state.queue.push(line);
      return false;
    }
    const { held } = state;
    if (held !== null) cycle(state, held, false, context, [], context.out);
    state.held = line;
    state.heldHasEnd = hasEnd;
    return state.own.quit !== null;
  },
  end: (state, context, failed) => {
    if (state.isGreedy) runAll(state, state.queue, context, context.out);
    else if (state.held !== null && state.own.quit === null)
      cycle(
        state,
        state.held,
        true,
        context,
        [],
        state.heldHasEnd ? context.out : withoutEnd(context),
      );
    return state.own.quit ?? (failed ? 1 : 0);
  },
  openError: (file, error) => `${file}: ${error.message}`,
});

/** The last line comes out without an end if it came in without one. */
function withoutEnd(context: CommandContext): (text: string) => void {
  return (text) => context.out(text.replace(/\n$/, ''));
}

function runAll(
  state: State,
  lines: string[],
  context: CommandContext,
  write: (text: string) => void,
): void {
  const queue = [...lines];
  while (queue.length > 0 && state.own.quit === null) {
    const line = queue.shift() ?? '';
    cycle(state, line, queue.length === 0, context, queue, write);
  }
}

function cycle(
  state: State,
  line: string,
  isLast: boolean,
  context: CommandContext,
  queue: string[],
  write: (text: string) => void,
): void {
  if (state.own.quit !== null) return;
  state.own.line += 1;
  const how: Cycle = {
    isLast,
    isExtended: state.isExtended,
    isQuiet: state.isQuiet,
    write,
    readFile: (path) =>
      context.fs.exists(context.resolve(path)) ? context.fs.read(context.resolve(path)) : '',
    writeFile: (path, text) => context.fs.append(context.resolve(path), text),
    nextLine: () => {
      const text = queue.shift();
      return text === undefined ? undefined : { text, isLast: queue.length === 0 };
    },
  };
  runCycle(scriptOf(`${state.isExtended ? 'E' : '-'}${state.script}`), state.own, line, how);
}

function inPlace(state: State, file: string, context: StreamContext): number {
  const path = context.resolve(file);
  try {
    const bytes = context.fs.read(path);
    let out = '';
    const own: SedState = { line: 0, hold: '', open: {}, lastRegex: '', quit: null };
    runAll({ ...state, own }, linesOf(bytes), context, (text) => {
      out += text;
    });
    context.fs.write(path, bytes.endsWith('\n') || bytes === '' ? out : out.replace(/\n$/, ''));
    return 0;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.err(`sed: ${file}: ${error.message}\n`);
    return 1;
  }
}
