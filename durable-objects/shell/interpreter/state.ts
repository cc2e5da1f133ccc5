import type { ByteString } from '../bytes.ts';
import type { ShellFlavour } from '../machine/command.ts';
import type { SignalName } from '../machine/signal-names.ts';

/** A shell at work. Plain JSON: source texts and positions, never compiled code. */
export interface ShellState {
  kind: 'shell';
  flavour: ShellFlavour;
  /** $0, which messages start with. */
  name: string;
  /** Whether it runs a script file: messages then carry line numbers in ash, too. */
  isScript: boolean;
  isInteractive: boolean;
  /** ^C came: whatever runs is to be given up for the next prompt. */
  isInterrupted: boolean;
  /** $$: subshells keep their ancestor's. */
  shellPid: number;
  /** A script file to read before anything else. */
  script: string | null;
  /** Source texts that positions point into. */
  units: Record<string, string>;
  nextUnit: number;
  /** The next instruction: an index into the compiled unit. */
  at: Position;
  frames: Frame[];
  drafts: Draft[];
  /** Words being expanded, the innermost last. */
  words: Segment[][];
  /** Expanded single values: case subjects, patterns, redirection targets. */
  values: ByteString[];
  variables: Record<string, Variable>;
  positional: ByteString[];
  functions: Record<string, Position>;
  aliases: Record<string, string>;
  options: ShellOptions;
  /** '' ignores the signal. */
  traps: Partial<Record<TrapName, string>>;
  pendingTraps: TrapName[];
  status: number;
  /** Status of the last command substitution, which an assignment alone takes over. */
  substitutionStatus: number;
  lastBackground: number | null;
  /** Children waited for in the foreground, in order; their statuses as they end. */
  foreground: Child[];
  /** Children in the background that `wait` and `jobs` know. */
  jobs: (Child & { text: string })[];
  /** Commands read from standard input and not parsed yet; null when a script was given. */
  input: { text: ByteString; isEnded: boolean; hasPrompted: boolean } | null;
  /** getopts' place within a cluster of options. */
  optionOffset: number;
}

/** A child process and, once it ended, how. */
export interface Child {
  pid: number;
  status: number | null;
  signal?: SignalName;
}

/** A place in a unit's compiled instructions. */
export interface Position {
  unit: string;
  ip: number;
}

/** A shell variable; an indexed array keeps its holes as missing keys. */
export interface Variable {
  value: ByteString | null;
  items?: Record<string, ByteString>;
  isExported?: boolean;
  isReadonly?: boolean;
}

/** What `set` switches. */
export interface ShellOptions {
  errexit: boolean;
  nounset: boolean;
  xtrace: boolean;
  noglob: boolean;
  noexec: boolean;
  noclobber: boolean;
  allexport: boolean;
  verbose: boolean;
  pipefail: boolean;
}

/** What trap can be set for. */
export type TrapName = SignalName | 'EXIT' | 'ERR';

/** A piece of a word under expansion; a `break` parts the fields of "$@". */
export interface Segment {
  text: ByteString;
  kind: 'quoted' | 'literal' | 'expanded' | 'break';
}

/** A simple command, loop or redirection whose words are still being expanded. */
export interface Draft {
  argv: ByteString[];
  assigns: Assignment[];
  redirects: { fd: number; kind: RedirectKind; target: ByteString }[];
  line: number;
  hasPrepared?: boolean;
}

/** An assignment in front of a command or alone. */
export interface Assignment {
  name: string;
  append: boolean;
  value: ByteString;
  index?: ByteString;
  /** `name=(...)`. */
  items?: ByteString[];
}

/** How a redirection changes a descriptor. */
export type RedirectKind =
  | 'read'
  | 'write'
  | 'clobber'
  | 'append'
  | 'readwrite'
  | 'duplicate'
  | 'text'
  | 'both'
  | 'bothappend';

/** What is entered and has to be left again; each knows how deep the stacks were at its start. */
export type Frame = { drafts: number; words: number; values: number } & (
  | {
      kind: 'loop';
      breakTo: number;
      continueTo: number;
      status: number;
      items: ByteString[] | null;
      next: number;
    }
  | { kind: 'condition' }
  | {
      kind: 'prepared';
      fds: Record<string, string | null>;
      variables: Record<string, Variable | null>;
    }
  | {
      kind: 'function';
      returnTo: Position;
      positional: ByteString[];
      locals: Record<string, Variable | null>;
    }
  | { kind: 'source'; returnTo: Position; positional: ByteString[] | null }
  | { kind: 'eval'; returnTo: Position }
  | { kind: 'trap'; returnTo: Position; status: number }
  | { kind: 'exiting'; status: number }
);
