import type { ByteString } from '../bytes.ts';
import { FileError } from '../files/filesystem.ts';
import {
  defineStreaming,
  type Progress,
  type StreamContext,
  type StreamingCommand,
} from '../machine/command.ts';
import { type OptionSpec, readOptions } from './options.ts';
import { readPath } from './tool.ts';

/** A tool that reads files or standard input and writes as it goes. */
export interface FilterSpec<State> extends OptionSpec {
  /** Looks at the options: what to read and the state to begin with, or an exit at once. */
  readonly start: (
    options: Exclude<ReturnType<typeof readOptions>, { error: string }>,
    context: StreamContext,
  ) => { readonly files: readonly string[]; readonly state: State } | { readonly exit: number };
  /** Takes a line without its end; true when nothing more is wanted of any file. */
  readonly line?: (
    state: State,
    line: ByteString,
    context: StreamContext,
    hasEnd: boolean,
  ) => boolean | undefined;
  /** Takes bytes as they come, instead of lines. */
  readonly chunk?: (state: State, bytes: ByteString, context: StreamContext) => boolean | undefined;
  /** Told before each input. */
  readonly open?: (state: State, file: string, context: StreamContext) => void;
  /** Told after each input. */
  readonly close?: (state: State, file: string, context: StreamContext) => void;
  /** Returns the exit code; `failed` when some file could not be read. */
  readonly end: (state: State, context: StreamContext, failed: boolean) => number;
  /** Whether unreadable files are passed over in silence. */
  readonly isQuiet?: (state: State) => boolean;
  readonly openError?: (file: string, error: FileError) => string;
  readonly badOptionExit?: number;
}

interface Running<State> {
  files: string[];
  isOpen: boolean;
  carry: ByteString;
  failed: boolean;
  /** Null when there is nothing left but to exit. */
  own: State | null;
  exit: number;
}

/** Declares a filter. */
export function defineFilter<State>(spec: FilterSpec<State>): StreamingCommand {
  return defineStreaming<Running<State>>({
    name: spec.name,
    start: (context) => {
      const none = { files: [], isOpen: false, carry: '', failed: false, own: null };
      const options = readOptions(spec, context.args);
      if ('error' in options) {
        context.err(options.error);
        return { ...none, exit: spec.badOptionExit ?? 1 };
      }
      const started = spec.start(options, context);
      if ('exit' in started) return { ...none, exit: started.exit };
      return { ...none, files: [...started.files], own: started.state, exit: 0 };
    },
    resume: (running, context) => resume(spec, running, context),
  });
}

function resume<State>(
  spec: FilterSpec<State>,
  running: Running<State>,
  context: StreamContext,
): Progress {
  const { own } = running;
  if (own === null) return { exit: running.exit };
  const [file] = running.files;
  const finish = (): Progress => {
    const exit = spec.end(own, context, running.failed);
    Object.assign(running, { own: null, exit });
    return { more: true };
  };
  if (file === undefined) return finish();
  if (!running.isOpen) {
    spec.open?.(own, file, context);
    running.isOpen = true;
  }
  const bytes =
    file === '-' || file === '/dev/stdin'
      ? context.read()
      : wholeFile(spec, running, own, file, context);
  if (bytes === '') return { waits: [{ for: 'stdin' }] };
  const isEnough =
    bytes === undefined
      ? takeRest(spec, running, own, context)
      : take(spec, running, own, bytes, context);
  if (isEnough) return finish();
  if (bytes !== undefined && file === '-') return { more: true };
  if (bytes !== undefined && takeRest(spec, running, own, context)) return finish();
  spec.close?.(own, file, context);
  running.files.shift();
  running.isOpen = false;
  return { more: true };
}

function wholeFile<State>(
  spec: FilterSpec<State>,
  running: Running<State>,
  own: State,
  file: string,
  context: StreamContext,
): ByteString | undefined {
  try {
    return readPath(context, file) || undefined;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    running.failed = true;
    const standard =
      error.code === 'EISDIR'
        ? `read error: ${error.message}`
        : `can't open '${file}': ${error.message}`;
    const text = spec.openError?.(file, error) ?? standard;
    if (!spec.isQuiet?.(own)) context.err(`${spec.name}: ${text}\n`);
    return undefined;
  }
}

function take<State>(
  spec: FilterSpec<State>,
  running: Running<State>,
  own: State,
  bytes: ByteString,
  context: StreamContext,
): boolean {
  if (spec.chunk) return spec.chunk(own, bytes, context) === true;
  const text = running.carry + bytes;
  let at = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
    const line = text.slice(at, end);
    at = end + 1;
    if (spec.line?.(own, line, context, true) === true) return true;
  }
  running.carry = text.slice(at);
  return false;
}

/** At an input's end: a last line without its end. */
function takeRest<State>(
  spec: FilterSpec<State>,
  running: Running<State>,
  own: State,
  context: StreamContext,
): boolean {
  const { carry } = running;
  running.carry = '';
  return carry !== '' && spec.line?.(own, carry, context, false) === true;
}

/** The operands, or standard input when there are none. */
export function inputs(operands: readonly string[]): readonly string[] {
  return operands.length > 0 ? operands : ['-'];
}
