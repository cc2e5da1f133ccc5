import type { Instant } from '../lib/instant.ts';
import type { Json } from '../lib/json.ts';
import type { ByteString, FileSystem, Wait } from '../shell/index.ts';
import type { ClusterClient } from './cluster-client.ts';
import { KubectlError } from './failure.ts';
import type { Files } from './files.ts';
import type { Arguments, Flag } from './flags.ts';
import type { Kinds } from './kinds.ts';
import type { KubeconfigPlace } from './kubeconfig.ts';

/** What every command says of itself; help is made of it. */
interface Described {
  /** The words after `kubectl`, e.g. `rollout status`. */
  readonly name: string;
  /** Other last words for it, e.g. `ns` for `create namespace`. */
  readonly aliases?: readonly string[];
  /** The line of its parent's help. */
  readonly short: string;
  /** The text above the flags in its help, without the examples. */
  readonly long: string;
  readonly examples: string;
  /** After `Usage:`, without `kubectl`. */
  readonly usage: string;
  readonly flags: readonly Flag[];
  /** Commands below it, in the order of its help. */
  readonly subcommands?: readonly Command[];
}

/** A command of kubectl that does something, e.g. `get` or `rollout status`. */
export interface Verb extends Described {
  /** Whether standard input has to be read to its end first, beside for `-f -`. */
  readsInput?(args: Arguments): boolean;
  run(call: Call): Outcome;
  /** Goes on with what an earlier `run` or `resume` left as its work. */
  resume?(work: Json, call: Call): Outcome;
}

/** A command that only has others below it, e.g. `rollout`. */
export interface Group extends Described {
  readonly subcommands: readonly Command[];
  /** What calling it alone does besides telling its help; on standard error, if it is an error. */
  readonly alone?: 'helps' | 'fails' | 'fails with an error';
}

/** A command of upstream's that has no place in this terminal. */
export interface Refused extends Described {
  /** One sentence that says why, and what to do instead. */
  readonly refusal: string;
}

export type Command = Verb | Group | Refused;

/** `kubectl` itself: its commands under the titles of its help. */
export interface Root extends Group {
  readonly sections: readonly { readonly title: string; readonly commands: readonly Command[] }[];
}

/** An exit code; or work that goes on, as plain JSON, once one of the waits is over. */
export type Outcome = number | { readonly work: Json; readonly waits: readonly Wait[] };

/** One run of a verb. */
export interface Call {
  readonly verb: Verb;
  /** All commands, for those that speak of others. */
  readonly root: Root;
  readonly args: Arguments;
  readonly cluster: ClusterClient;
  readonly kinds: Kinds;
  readonly files: Files;
  readonly fs: FileSystem;
  readonly home: string;
  /** Where the kubeconfig is. */
  readonly kubeconfig: KubeconfigPlace;
  readonly env: { readonly [name: string]: string | undefined };
  /** `-n`, or that of the kubeconfig's current context. */
  readonly namespace: string;
  readonly hasNamespaceFlag: boolean;
  readonly now: Instant;
  /** Milliseconds that processes live through. */
  readonly awake: number;
  readonly pid: number;
  /** The next number in [0, 1). */
  random(): number;
  /** The terminal that standard input is, with its size. */
  readonly terminal: { readonly columns: number; readonly rows: number } | undefined;
  /** Whether standard output is a terminal. */
  readonly isOutTerminal: boolean;
  out(text: string): void;
  err(text: string): void;
  /** The same for bytes that are not ours: a container's output. */
  outBytes(bytes: ByteString): void;
  errBytes(bytes: ByteString): void;
  /** Starts a program with this process' terminal; wait for it with `{ for: 'child', pid }`. */
  spawn(argv: readonly string[]): number;
  /** A child's exit code, undefined while it runs; to be asked once after it has ended. */
  childExit(pid: number): number | undefined;
  /** Bytes typed or piped in since the last call: '' for none, undefined at the end. */
  read(): string | undefined;
}

/** Goes on when the cluster has changed, or at this moment of `Call.awake` at the latest. */
export function whenChanged(work: Json, until?: number): Outcome {
  const waits: Wait[] = [{ for: 'external' }];
  if (until !== undefined) waits.push({ for: 'time', until });
  return { work, waits };
}

/** Where help is to be found, as errors end. */
export function usageOf({ verb }: Pick<Call, 'verb'>): string {
  return `See 'kubectl ${verb.name} -h' for help and examples`;
}

/** An error in how a command was called (cmdutil.UsageErrorf). */
export function usageError(call: Pick<Call, 'verb'>, message: string): KubectlError {
  return new KubectlError(`${message}\n${usageOf(call)}`);
}
