import { defineStreaming } from '../machine/command.ts';
import { readOptions } from './options.ts';

interface State {
  input: string;
  argv: string[];
  letters: string;
  most: number;
  replace: string | null;
  /** Command lines still to be run; null until the input has ended. */
  queue: string[][] | null;
  child: number | null;
  code: number;
  isRefused: boolean;
}

const spec = {
  name: 'xargs',
  usage: '[OPTIONS] [PROG ARGS]',
  letters: '0rtn:I:L:P:',
  stopsAtOperand: true,
  long: { null: '0' },
};

/** `xargs [-0] [-r] [-t] [-n count] [-I text] command`. */
export const xargs = defineStreaming<State>({
  name: 'xargs',
  start: (context) => {
    const options = readOptions(spec, context.args);
    const state: State = {
      input: '',
      argv: [],
      letters: '',
      most: 5000,
      replace: null,
      queue: null,
      child: null,
      code: 0,
      isRefused: false,
    };
    if ('error' in options) {
      context.err(options.error);
      return { ...state, code: 1, isRefused: true };
    }
    return {
      ...state,
      argv: options.operands.length > 0 ? [...options.operands] : ['echo'],
      letters: ['0', 'r', 't'].filter((letter) => options.has(letter)).join(''),
      most: Number(options.value('n') ?? options.value('L') ?? 5000),
      replace: options.value('I') ?? null,
    };
  },
  resume: (state, context) => {
    if (state.isRefused) return { exit: state.code };
    if (state.queue === null) {
      const bytes = context.read();
      if (bytes === '') return { waits: [{ for: 'stdin' }] };
      if (bytes !== undefined) state.input += bytes;
      else state.queue = commandLines(state);
      return { more: true };
    }
    if (state.child !== null) {
      const code = context.childExit(state.child);
      if (code === undefined) return { waits: [{ for: 'child', pid: state.child }] };
      if (code === 127 || code === 126)
        context.err(
          `xargs: ${state.argv[0]}: ${code === 127 ? 'No such file or directory' : 'Permission denied'}\n`,
        );
      if (code !== 0) state.code = code === 127 || code === 126 ? code : 123;
      state.child = null;
      if (code === 255) return { exit: 124 };
    }
    const argv = state.queue.shift();
    if (!argv) return { exit: state.code };
    if (state.letters.includes('t')) context.err(`${argv.join(' ')}\n`);
    state.child = context.spawn(argv, { input: '' });
    return { more: true };
  },
});

function commandLines({ input, argv, letters, most, replace }: State): string[][] {
  const isLines = replace !== null;
  const items = letters.includes('0')
    ? input.split('\0').filter((item) => item !== '')
    : isLines
      ? input
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '')
      : words(input);
  if (replace !== null)
    return items.map((item) => argv.map((word) => word.replaceAll(replace, item)));
  if (items.length === 0) return letters.includes('r') ? [] : [argv];
  const lines: string[][] = [];
  for (let n = 0; n < items.length; n += most) lines.push([...argv, ...items.slice(n, n + most)]);
  return lines;
}

/** Words with quotes and backslashes, as xargs takes its input apart. */
function words(input: string): string[] {
  const found = input.match(/(?:[^\s"'\\]|\\[\s\S]|"[^"\n]*"|'[^'\n]*')+/g) ?? [];
  return found.map((word) =>
    word.replace(
      /\\([\s\S])|"([^"]*)"|'([^']*)'/g,
      (_, a?: string, b?: string, c?: string) => a ?? b ?? c ?? '',
    ),
  );
}
