import type { ApiClient } from '../apimachinery/api-client.ts';
import type { HomeFile } from '../console/protocol.ts';
import type { Duration, Instant } from '../lib/instant.ts';
import type { WorkstationState } from './state.ts';

export { openWorkstation } from './open.ts';
export type { WorkstationState } from './state.ts';

/** What the learner's computer is connected to. */
export interface WorkstationHost {
  /** The cluster, as its administrator. */
  readonly api: ApiClient;
  /** The calendar. */
  readonly now: Instant;
  /** Milliseconds that its processes have lived through. */
  readonly awake: Duration;
  /** In [0, 1), keyed by the cluster's seed. */
  random(key: string): number;
}

/**
 * The learner's simulated computer: terminals with a shell, a home folder, kubectl. All of it is
 * plain data between two calls (`state`), so that it sleeps and wakes with the cluster.
 */
export interface Workstation {
  /** What to store; the very same value while nothing changed. */
  readonly state: WorkstationState;
  /** Starts a command line; refused with a text when one is still running there. */
  run(host: WorkstationHost, terminal: string, line: string): string | undefined;
  /** Keys for the running program: lines for programs that read lines, bytes when `raw`. */
  keys(host: WorkstationHost, terminal: string, text: string): void;
  interrupt(host: WorkstationHost, terminal: string): void;
  /** End of input (Ctrl-D). */
  end(host: WorkstationHost, terminal: string): void;
  resize(terminal: string, columns: number, rows: number): void;
  complete(host: WorkstationHost, terminal: string, line: string): Completions;
  /** Lets programs go on: after time has passed, or after the cluster changed. */
  advance(host: WorkstationHost): void;
  /** What terminals have printed since the last call, in order. */
  takeOutput(): readonly TerminalOutput[];
  /** In `awake` milliseconds: when a program goes on by itself. */
  nextDeadline(): Duration | undefined;
  /** True while a program listens to the cluster (`kubectl get -w`, `logs -f`, `exec`). */
  readonly isListening: boolean;
  files(): readonly HomeFile[];
  /** Undefined when there is no such file. UTF-8 text. */
  readFile(path: string): string | undefined;
  /** Returns why it could not be written. */
  writeFile(path: string, text: string): string | undefined;
}

export interface Completions {
  readonly completions: readonly string[];
  /** Where in the line they begin. */
  readonly from: number;
}

export type TerminalOutput =
  | { readonly terminal: string; readonly text: string }
  | { readonly terminal: string; readonly prompt: { exitCode: number; cwd: string } }
  | { readonly terminal: string; readonly raw: boolean };
