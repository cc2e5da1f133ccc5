import type { Instant } from '../../lib/instant.ts';
import type { ByteString } from '../bytes.ts';
import type { FileErrorCode } from '../files/filesystem.ts';
import type { ShellState } from '../interpreter/state.ts';
import type { SignalName } from './signal-names.ts';

/**
 * What a process waits for. The outside needs to look at some of them: `time` for its next
 * deadline, `stdin` and `output` for sessions it feeds, `file` for changes it makes itself, and
 * `external` for whatever else a command looks at: it is over when wakeExternal says so.
 */
export type Wait =
  | { readonly for: 'time'; readonly until: number }
  | { readonly for: 'stdin' }
  | { readonly for: 'output' }
  | { readonly for: 'file'; readonly path: string; readonly seen: string }
  | { readonly for: 'child'; readonly pid: number }
  | { readonly for: 'pipe'; readonly pipe: string; readonly end: 'read' | 'write' }
  | { readonly for: 'network'; readonly until: number; readonly peer: string }
  | { readonly for: 'signal' }
  | { readonly for: 'external' };

/**
 * All processes of one PID namespace with their pipes and open files: a container's, or a
 * workstation's. Plain JSON; spawn, step, signal and the session functions change it in place.
 */
export interface ProcessTable {
  nextPid: number;
  /** Numbers open files and pipes. */
  nextId: number;
  /** Draws made from System.random so far: the next draw's key. */
  draws: number;
  processes: Record<string, ProcessState>;
  files: Record<string, OpenFile>;
  pipes: Record<string, Pipe>;
  /** By the PID of the process that was spawned from outside. */
  sessions: Record<string, Session>;
  /** PIDs in the order in which they get their turn; exactly those that wait for nothing. */
  ready: number[];
  /** Instructions left of the first ready process' turn. */
  turn: number;
}

/** One process. */
export interface ProcessState {
  pid: number;
  /** 0 when it was spawned from outside, or its parent is gone and nothing adopts it. */
  parent: number;
  session: string;
  argv: string[];
  cwd: string;
  uid: number;
  gid: number;
  groups: number[];
  umask: number;
  startedAt: Instant;
  /** File descriptor to the key of an open file. */
  fds: Record<string, string>;
  pending: SignalName[];
  ignored: SignalName[];
  program: ShellState | CommandState;
  /** Written bytes that their file, pipe or session has not taken yet, oldest first. */
  outbox: { file: string; bytes: ByteString }[];
  /** Empty: the process can run. Any one of several wakes it. */
  waits: Wait[];
  /** Instructions since it last waited, see limits.instructionsWithoutWaiting. */
  busy: number;
  /** Started with `&`: the terminal's ^C does not reach it. */
  isBackground: boolean;
  /** The last write that its file refused, until the program has reported it. */
  writeError: FileErrorCode | null;
}

/** A command at work: its registered name and whatever state it keeps between two resumes. */
export interface CommandState {
  kind: 'command';
  name: string;
  env: Record<string, string>;
  phase: 'start' | 'gather' | 'running' | 'delay' | 'ended';
  /** Standard input gathered for a simple command. */
  input: ByteString;
  /** A streaming command's own plain data. */
  state: unknown;
  /** Exit code that takes effect once the outbox is empty, and `until` has passed. */
  code: number;
  until: number;
  /** Exit codes of children it spawned and has not looked at. */
  children: Record<string, number | null>;
  /** Signals it handles itself and has not looked at. */
  signals: SignalName[];
}

/** How a process ended: `code` as the shell sees it, 128+n after a signal. */
export interface ExitStatus {
  readonly code: number;
  readonly signal?: SignalName;
  /** Why the simulation ended it, when no program and no person did. */
  readonly because?: string;
  readonly at: Instant;
}

/** An open file description, shared by the descriptors that were duplicated from it. */
export type OpenFile =
  | { kind: 'null' }
  | { kind: 'zero' }
  | { kind: 'random' }
  | { kind: 'text'; bytes: ByteString; offset: number }
  | { kind: 'session'; session: string; stream: 'stdin' | 'stdout' | 'stderr' }
  | { kind: 'pipe'; pipe: string; end: 'read' | 'write' }
  | { kind: 'file'; path: string; offset: number; append: boolean; access: 'r' | 'w' | 'rw' };

/** A pipe's buffer; who holds its ends follows from the open files. */
export interface Pipe {
  bytes: ByteString;
}

/** A run of bytes written to one stream, in the order and at the moment of writing. */
export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly bytes: ByteString;
  readonly at: Instant;
}

/** The outside's end of what it spawned: standard input, output and the exit status. */
export interface Session {
  pid: number;
  stdin: { bytes: ByteString; isClosed: boolean };
  output: OutputChunk[];
  outputBytes: number;
  exit: ExitStatus | null;
  tty: Terminal | null;
}

/** A terminal's line discipline: the line being typed and the process that ^C goes to. */
export interface Terminal {
  line: ByteString;
  /** ^D was typed on an empty line and no reader has seen it yet. */
  isAtEnd: boolean;
  columns: number;
  rows: number;
  echo: boolean;
}
