import type { ByteString } from '../bytes.ts';
import { FileError } from '../files/filesystem.ts';
import { defineStreaming, type Progress, type StreamContext } from '../machine/command.ts';
import type { Wait } from '../machine/process.ts';
import { versionOf } from '../machine/wake.ts';
import { inputs } from './filter.ts';
import { header, size } from './head.ts';
import { type OptionSpec, readOptions } from './options.ts';
import { readPath } from './tool.ts';

interface State {
  files: { path: string; offset: number; isAbsent: boolean }[];
  next: number;
  input: ByteString;
  count: number;
  isFromStart: boolean;
  isBytes: boolean;
  isFollowing: boolean;
  isRetrying: boolean;
  hasHeaders: boolean;
  lastShown: string;
  exit: number;
  isDone: boolean;
}

const spec: OptionSpec = {
  name: 'tail',
  usage: '[OPTIONS] [FILE]...\n\nPrint last 10 lines of FILEs (or stdin).',
  letters: 'fFn:c:qvs:0123456789',
  long: { follow: 'f', lines: 'n', bytes: 'c' },
};

/** `tail [-f] [-F] [-n count] [-c bytes] files`; `+n` counts from the start. */
export const tail = defineStreaming<State>({
  name: 'tail',
  start: (context) => {
    const options = readOptions(spec, context.args);
    const state: State = {
      files: [],
      next: 0,
      input: '',
      count: 10,
      isFromStart: false,
      isBytes: false,
      isFollowing: false,
      isRetrying: false,
      hasHeaders: false,
      lastShown: '',
      exit: 0,
      isDone: false,
    };
    const fail = (message: string): State => {
      context.err(message);
      return { ...state, exit: 1, isDone: true };
    };
    if ('error' in options) return fail(options.error);
    const short = context.args.map((arg) => /^-(\d+)$/.exec(arg)?.[1]).find((n) => n !== undefined);
    const text = options.value('c') ?? options.value('n') ?? short ?? '10';
    const count = size(text.replace(/^[-+]/, ''));
    if (count === undefined) return fail(`tail: invalid number '${text}'\n`);
    const files = inputs(options.operands);
    return {
      ...state,
      count,
      files: files.map((path) => ({ path, offset: 0, isAbsent: false })),
      isFromStart: text.startsWith('+'),
      isBytes: options.has('c'),
      isFollowing: options.has('f') || options.has('F'),
      isRetrying: options.has('F'),
      hasHeaders: (files.length > 1 && !options.has('q')) || options.has('v'),
    };
  },
  resume: (state, context) => {
    if (state.isDone) return { exit: state.exit };
    return state.next < state.files.length ? showNext(state, context) : follow(state, context);
  },
});

/** Prints the end of the next file. */
function showNext(state: State, context: StreamContext): Progress {
  const file = state.files[state.next];
  if (!file) return { more: true };
  if (file.path === '-') {
    const bytes = context.read();
    if (bytes === '') return { waits: [{ for: 'stdin' }] };
    if (bytes !== undefined) {
      state.input += bytes;
      return { more: true };
    }
    show(state, context, file.path, lastPart(state, state.input));
  } else {
    const bytes = read(state, context, file, true);
    if (bytes !== undefined) {
      show(state, context, file.path, lastPart(state, bytes));
      file.offset = bytes.length;
    }
  }
  state.next += 1;
  return { more: true };
}

function lastPart({ count, isFromStart, isBytes }: State, bytes: ByteString): ByteString {
  if (isBytes)
    return isFromStart
      ? bytes.slice(Math.max(0, count - 1))
      : bytes.slice(Math.max(0, bytes.length - count));
  const lines = bytes.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const kept = isFromStart
    ? lines.slice(Math.max(0, count - 1))
    : count === 0
      ? []
      : lines.slice(-count);
  return kept.join('');
}

function show(state: State, context: StreamContext, path: string, bytes: ByteString): void {
  if (state.hasHeaders && state.lastShown !== path)
    context.out(header(path, state.lastShown === ''));
  state.lastShown = path;
  context.out(bytes);
}

/** Prints what has been added, then waits for any of the files to change. */
function follow(state: State, context: StreamContext): Progress {
  const followed = state.files.filter(
    ({ path, isAbsent }) => path !== '-' && (!isAbsent || state.isRetrying),
  );
  if (!state.isFollowing || followed.length === 0) return { exit: state.exit };
  const waits: Wait[] = [];
  for (const file of followed) {
    const path = context.resolve(file.path);
    const seen = versionOf(context.system.fs, path);
    const bytes = read(state, context, file, false);
    if (bytes !== undefined) {
      // Shorter than before: it was truncated or replaced.
      const from = bytes.length < file.offset ? 0 : file.offset;
      if (bytes.length > from) show(state, context, file.path, bytes.slice(from));
      file.offset = bytes.length;
    }
    waits.push({ for: 'file', path, seen });
  }
  return { waits };
}

function read(
  state: State,
  context: StreamContext,
  file: State['files'][number],
  isLoud: boolean,
): ByteString | undefined {
  try {
    const bytes = readPath(context, file.path);
    file.isAbsent = false;
    return bytes;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    file.isAbsent = isLoud || file.isAbsent;
    if (isLoud) {
      context.err(`tail: can't open '${file.path}': ${error.message}\n`);
      state.exit = 1;
      if (state.files.every(({ isAbsent }) => isAbsent) && !state.isRetrying)
        context.err('tail: no files\n');
    }
    return undefined;
  }
}
