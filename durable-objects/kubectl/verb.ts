import type { Instant } from '../lib/instant.ts';
import type { Json } from '../lib/json.ts';
import type { ByteString, FileSystem, Wait } from '../shell/index.ts';
import type { ClusterClient } from './cluster-client.ts';
import type { Files } from './files.ts';
import type { Arguments, Flag } from './flags.ts';
import type { Kinds } from './kinds.ts';

/** A command of kubectl, e.g. `get` or `rollout status`. */
export interface Verb {
  /** The words after `kubectl`. */
  readonly name: string;
  /** The line of the overview. */
  readonly short: string;
  /** The text above the flags in its help, without the examples. */
  readonly long: string;
  readonly examples: string;
  /** After `Usage:`, without `kubectl`. */
  readonly usage: string;
  readonly flags: readonly Flag[];
  run(call: Call): Outcome;
  /** Goes on with what an earlier `run` or `resume` left as its work. */
  resume?(work: Json, call: Call): Outcome;
}

/** An exit code; or work that goes on, as plain JSON, once one of the waits is over. */
export type Outcome = number | { readonly work: Json; readonly waits: readonly Wait[] };

/** One run of a verb. */
export interface Call {
  readonly verb: Verb;
  readonly args: Arguments;
  readonly cluster: ClusterClient;
  readonly kinds: Kinds;
  readonly files: Files;
  readonly fs: FileSystem;
  /** The home folder, where the kubeconfig is. */
  readonly home: string;
  /** `-n`, or that of the kubeconfig's current context. */
  readonly namespace: string;
  readonly hasNamespaceFlag: boolean;
  readonly now: Instant;
  /** Milliseconds that processes live through. */
  readonly awake: number;
  /** The terminal that standard input is, with its size. */
  readonly terminal: { readonly columns: number; readonly rows: number } | undefined;
  out(text: string): void;
  err(text: string): void;
  /** The same for bytes that are not ours: a container's output. */
  outBytes(bytes: ByteString): void;
  errBytes(bytes: ByteString): void;
  /** Bytes typed or piped in since the last call: '' for none, undefined at the end. */
  read(): string | undefined;
}

/** Goes on when the cluster has changed, or at this moment of `Call.awake` at the latest. */
export function whenChanged(work: Json, until?: number): Outcome {
  const waits: Wait[] = [{ for: 'external' }];
  if (until !== undefined) waits.push({ for: 'time', until });
  return { work, waits };
}

/** Throws the error of cobra's for words that a verb can't take, if there are any. */
export function usageOf({ verb }: Pick<Call, 'verb'>): string {
  return `See 'kubectl ${verb.name} -h' for help and examples`;
}
