import type { ByteString } from '../bytes.ts';
import type { FileSystem } from '../files/filesystem.ts';
import type { ProcessState, Wait } from './process.ts';
import type { SignalName } from './signal-names.ts';
import type { Environment, System } from './system.ts';

/** What a command is given. Strings are byte strings; paths may be relative, see `resolve`. */
export interface CommandContext {
  /** The name it was called by: argv[0] without its folders. */
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly umask: number;
  readonly system: System;
  /** The filesystem as this user may use it: permissions are checked, new files are theirs. */
  readonly fs: FileSystem;
  /** The absolute path of a possibly relative one. */
  resolve(path: string): string;
  /** Writes to standard output. */
  out(bytes: ByteString): void;
  /** Writes to standard error. */
  err(bytes: ByteString): void;
  isTerminal(fd: number): boolean;
  /** The next number in [0, 1) of this process table's own sequence. */
  random(): number;
  /** Every process of the table, for ps and pgrep, by PID. */
  processes(): readonly Readonly<ProcessState>[];
  /** kill(2): undefined when sent. */
  kill(pid: number, signal: SignalName | 0): 'ESRCH' | 'EPERM' | undefined;
}

/** A command that needs all its input at once, runs and ends: most of them. */
export interface SimpleCommand {
  readonly kind: 'simple';
  readonly name: string;
  /** Whether it reads standard input to its end before it starts. */
  readonly readsInput: (args: readonly string[]) => boolean;
  /** Returns the exit code, or the code and the time after which it and the output appear. */
  readonly run: (context: CommandContext, input: ByteString) => Completion;
}

/** An exit code; `afterMs` delays it and all output, as a network's latency does. */
export type Completion = number | { readonly code: number; readonly afterMs: number };

/** A streaming command's context: it reads as bytes come, and starts other programs. */
export interface StreamContext extends CommandContext {
  /** What has come in: '' when nothing has yet, undefined at the end. */
  read(fd?: number): ByteString | undefined;
  /** Signals that arrived since the last resume, among the command's `handles`. */
  takeSignals(): readonly SignalName[];
  /** Starts a child with this process' descriptors and environment; wait for it by `child`. */
  spawn(argv: readonly string[], options?: ChildOptions): number;
  /** A child's exit code, undefined while it runs; asking again later is an error. */
  childExit(pid: number): number | undefined;
  /** Whether what was written has been taken; writing on regardless only fills the outbox. */
  isFlushed(): boolean;
}

/** How a child differs from its parent; `input` replaces its standard input. */
export interface ChildOptions {
  readonly env?: Environment;
  readonly cwd?: string;
  readonly input?: ByteString;
}

/** What a streaming command says after each resume: not to be called before a wait is over. */
export type Progress =
  | { readonly exit: number }
  | { readonly waits: readonly Wait[] }
  | { readonly more: true }
  | { readonly exec: readonly string[]; readonly env?: Environment; readonly cwd?: string };

/**
 * A command that lives on: a filter in a pipe, sleep, a server. Between two resumes it is only
 * its state, which must be plain JSON and is changed in place.
 */
export interface StreamingCommand {
  readonly kind: 'streaming';
  readonly name: string;
  /** Signals that it takes itself instead of dying of them. */
  readonly handles: readonly SignalName[];
  readonly start: (context: StreamContext) => unknown;
  readonly resume: (state: unknown, context: StreamContext) => Progress;
}

/** A command that is a shell: whose arguments are a script to run. */
export interface ShellCommand {
  readonly kind: 'shell';
  readonly name: string;
  readonly flavour: ShellFlavour;
}

/** Whose messages and extensions a shell has: BusyBox ash, Debian's dash, or bash. */
export type ShellFlavour = 'ash' | 'dash' | 'bash';

/** Anything that can be the program of a process. */
export type Command = SimpleCommand | StreamingCommand | ShellCommand;

/** Commands by name; without a file for it in the filesystem, each is found in /bin. */
export type CommandRegistry = ReadonlyMap<string, Command>;

/** Declares a simple command; without `readsInput` it never looks at its standard input. */
export function defineCommand(
  name: string,
  run: SimpleCommand['run'],
  readsInput: SimpleCommand['readsInput'] = () => false,
): SimpleCommand {
  return { kind: 'simple', name, run, readsInput };
}

/** Declares a streaming command with the type of its state. */
export function defineStreaming<State>(declaration: {
  readonly name: string;
  readonly handles?: readonly SignalName[];
  readonly start: (context: StreamContext) => State;
  readonly resume: (state: State, context: StreamContext) => Progress;
}): StreamingCommand {
  const { name, handles = [], start, resume } = declaration;
  // The machine hands back the very state that start gave, so this cast holds.
  return { kind: 'streaming', name, handles, start, resume: (s, c) => resume(s as State, c) };
}

/** Declares a shell under a name: `sh`, `ash`, `bash`. */
export function defineShell(name: string, flavour: ShellFlavour): ShellCommand {
  return { kind: 'shell', name, flavour };
}

/** A registry of commands; a later one replaces an earlier one of its name. */
export function commandRegistry(...lists: readonly (readonly Command[])[]): CommandRegistry {
  return new Map(lists.flat().map((command) => [command.name, command]));
}
