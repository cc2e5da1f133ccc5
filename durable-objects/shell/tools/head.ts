import type { StreamContext } from '../machine/command.ts';
import { defineFilter, inputs } from './filter.ts';

interface State {
  left: number;
  count: number;
  isBytes: boolean;
  hasHeaders: boolean;
  isFirst: boolean;
  files: number;
}

/** `head [-n count] [-c bytes] [-q] [-v] files`; `-5` is `-n 5`. */
export const head = defineFilter<State>({
  name: 'head',
  usage: '[OPTIONS] [FILE]...\n\nPrint first 10 lines of FILEs (or stdin).',
  letters: 'n:c:qv0123456789',
  start: (options, context) => {
    const short = context.args.map((arg) => /^-(\d+)$/.exec(arg)?.[1]).find((n) => n !== undefined);
    const bytes = options.value('c');
    const count = size(bytes ?? options.value('n') ?? short ?? '10');
    if (count === undefined) {
      context.err(`head: invalid number '${bytes ?? options.value('n')}'\n`);
      return { exit: 1 };
    }
    const files = inputs(options.operands);
    const hasHeaders = (files.length > 1 && !options.has('q')) || options.has('v');
    return {
      files,
      state: {
        left: count,
        count,
        isBytes: bytes !== undefined,
        hasHeaders,
        isFirst: true,
        files: files.length,
      },
    };
  },
  open: (state, file, context) => {
    state.left = state.count;
    if (state.hasHeaders) context.out(header(file, state.isFirst));
    state.isFirst = false;
    state.files -= 1;
  },
  chunk: (state, bytes, context) => {
    if (state.left <= 0) return state.files === 0;
    if (state.isBytes) {
      context.out(bytes.slice(0, state.left));
      state.left -= bytes.length;
    } else takeLines(state, bytes, context);
    return state.left <= 0 && state.files === 0;
  },
  end: (_state, _context, failed) => (failed ? 1 : 0),
});

function takeLines(state: State, bytes: string, context: StreamContext): void {
  let end = 0;
  while (state.left > 0 && end < bytes.length) {
    const next = bytes.indexOf('\n', end) + 1;
    end = next === 0 ? bytes.length : next;
    if (next > 0) state.left -= 1;
  }
  context.out(bytes.slice(0, end));
}

/** The line that head and tail put before each of several files. */
export function header(file: string, isFirst: boolean): string {
  return `${isFirst ? '' : '\n'}==> ${file === '-' ? 'standard input' : file} <==\n`;
}

/** A number with BusyBox' suffixes: b, k, m, g. */
export function size(text: string): number | undefined {
  const match = /^(\d+)([bkmgKMG]?)$/.exec(text);
  if (!match) return undefined;
  const factor = { b: 512, k: 1024, m: 1 << 20, g: 1 << 30 }[(match[2] ?? '').toLowerCase()] ?? 1;
  return Number(match[1]) * factor;
}
