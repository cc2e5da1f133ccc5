import { memoize } from '../../lib/memo.ts';
import type { StreamContext } from '../machine/command.ts';
import { AwkError, unescapeString } from './awk-lexer.ts';
import { parseAwk } from './awk-parser.ts';
import { AwkMachine } from './awk-run.ts';
import type { AwkState } from './awk-values.ts';
import { defineFilter } from './filter.ts';
import { usageText } from './options.ts';

interface State {
  source: string;
  awk: AwkState;
  written: string[];
  failed: boolean;
}

/** Programs are parsed again for every record, in effect once. */
const programOf = memoize(50, parseAwk);

const usage = '[OPTIONS] [AWK_PROGRAM] [FILE]...';

/** `awk [-F separator] [-v name=value] [-f file] program files`. */
export const awk = defineFilter<State>({
  name: 'awk',
  usage,
  letters: 'F:v:f:',
  stopsAtOperand: true,
  start: (options, context) => {
    const operands = [...options.operands];
    const files = options.all('f').map((file) => context.fs.read(context.resolve(file)));
    const source = files.length > 0 ? files.join('\n') : operands.shift();
    if (source === undefined) {
      context.err(usageText({ name: 'awk', usage }));
      return { exit: 1 };
    }
    const fs = options.value('F');
    const awkState: AwkState = {
      variables: {
        NR: 0,
        NF: 0,
        FS: fs === undefined ? ' ' : fs === 't' ? '\t' : unescapeString(fs),
      },
      arrays: { ENVIRON: { ...context.env } },
      fields: [],
      record: '',
      open: {},
      exit: null,
      hasEnded: false,
    };
    for (const assignment of options.all('v')) {
      const [name = '', ...value] = assignment.split('=');
      awkState.variables[name] = { strnum: unescapeString(value.join('=')) };
    }
    const state: State = { source, awk: awkState, written: [], failed: false };
    let program: ReturnType<typeof parseAwk>;
    try {
      program = programOf(source);
    } catch (error) {
      if (!(error instanceof AwkError)) throw error;
      context.err(`awk: cmd. line:1: ${error.message}\n`);
      return { exit: 1 };
    }
    run(state, context, (machine) => machine.edge('BEGIN'));
    const needsInput = program.rules.some(({ when }) => when !== 'BEGIN');
    if (!needsInput || awkState.exit !== null || state.failed) return { files: [], state };
    return { files: operands.length > 0 ? operands : ['-'], state };
  },
  open: (state, file) => {
    state.awk.variables.FNR = 0;
    state.awk.variables.FILENAME = file === '-' ? '' : file;
  },
  line: (state, line, context) => {
    run(state, context, (machine) => machine.record(line));
    return state.awk.exit !== null || state.failed;
  },
  end: (state, context, failed) => {
    const { exit } = state.awk;
    if (!state.failed) run(state, context, (machine) => machine.edge('END'));
    return state.failed ? 1 : (state.awk.exit ?? exit ?? (failed ? 1 : 0));
  },
});

function run(state: State, context: StreamContext, act: (machine: AwkMachine) => void): void {
  const output = {
    out: (text: string) => context.out(text),
    file: (path: string, text: string, append: boolean) =>
      writeFile(state, context, path, text, append),
    random: () => context.random(),
    now: () => context.system.now,
  };
  try {
    act(new AwkMachine(programOf(state.source), state.awk, output));
  } catch (error) {
    if (!(error instanceof AwkError)) throw error;
    context.err(`awk: cmd. line:1: ${error.message}\n`);
    state.failed = true;
  }
}

/** The first write of `>` empties the file, those after it add. */
function writeFile(
  state: State,
  context: StreamContext,
  path: string,
  text: string,
  append: boolean,
): void {
  if (path === '/dev/stderr') context.err(text);
  else if (path === '/dev/stdout') context.out(text);
  else if (append || state.written.includes(path)) context.fs.append(context.resolve(path), text);
  else {
    state.written.push(path);
    context.fs.write(context.resolve(path), text);
  }
}
