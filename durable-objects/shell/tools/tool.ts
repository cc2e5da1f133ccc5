import type { ByteString } from '../bytes.ts';
import { FileError } from '../files/filesystem.ts';
import {
  type CommandContext,
  type Completion,
  defineCommand,
  type SimpleCommand,
} from '../machine/command.ts';
import { type OptionSpec, type Options, readOptions, usageText } from './options.ts';

/** A tool that runs at once. */
export interface ToolSpec extends OptionSpec {
  /** Fewer operands than this print the usage. */
  readonly atLeast?: number;
  /** Rewrites arguments of an older style before options are read: `tar xf`. */
  readonly normalize?: (args: readonly string[]) => readonly string[];
  readonly readsInput?: (options: Options) => boolean;
  readonly run: (options: Options, context: CommandContext, input: ByteString) => Completion;
}

/** Declares a tool: its options are read and refused in one way for all. */
export function defineTool(spec: ToolSpec): SimpleCommand {
  const parse = (args: readonly string[]) => readOptions(spec, spec.normalize?.(args) ?? args);
  const run = (context: CommandContext, input: ByteString): Completion => {
    const options = parse(context.args);
    if ('error' in options) {
      context.err(options.error);
      return 1;
    }
    if (options.operands.length < (spec.atLeast ?? 0)) {
      context.err(usageText(spec));
      return 1;
    }
    return spec.run(options, context, input);
  };
  const readsInput = (args: readonly string[]) => {
    const options = parse(args);
    return !('error' in options) && spec.readsInput?.(options) === true;
  };
  return defineCommand(spec.name, run, readsInput);
}

/** Does something to a file; a FileError becomes `name: what: reason` and false. */
export function attempt(context: CommandContext, what: string, action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    context.err(`${context.name}: ${what}: ${error.message}\n`);
    return false;
  }
}

/** A file's bytes, `-` for the gathered input; undefined after a message. */
export function readFile(
  context: CommandContext,
  path: string,
  input: ByteString,
): ByteString | undefined {
  if (path === '-') return input;
  try {
    return readPath(context, path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const isDirectory = error.code === 'EISDIR';
    const what = isDirectory ? 'read error' : `can't open '${path}'`;
    context.err(`${context.name}: ${what}: ${error.message}\n`);
    return undefined;
  }
}

/** A file's bytes, devices included. Throws FileError. */
export function readPath(context: CommandContext, path: string): ByteString {
  const at = context.resolve(path);
  if (at === '/dev/null') return '';
  if (at === '/dev/zero') return '\0'.repeat(65_536);
  if (at === '/dev/urandom' || at === '/dev/random')
    return Array.from({ length: 4096 }, () => String.fromCharCode(context.random() * 256)).join('');
  return context.fs.read(at);
}

/** The lines of a text, without their ends. */
export function linesOf(text: ByteString): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
