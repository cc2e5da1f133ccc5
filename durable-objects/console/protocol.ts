import type { KubeObject } from '../apimachinery/meta.ts';
import type { Results } from '../grading/results.ts';
import type { Duration, Instant } from '../lib/instant.ts';

/** JSON texts over the console's WebSocket. Types only: the console imports this file. */
export type FromCluster =
  /** First, and after every reset. `readOnly`: somebody else's cluster. */
  | { readonly type: 'hello'; readonly readOnly: boolean; readonly clock: ClockState }
  /** `full`: forget what you had. Objects as the API serves them; `object` null: removed. */
  | {
      readonly type: 'objects';
      readonly revision: number;
      readonly full: boolean;
      readonly changes: readonly ObjectChange[];
    }
  /** Every volume whose files changed since the last message. */
  | { readonly type: 'volumes'; readonly volumes: readonly VolumeData[] }
  /** All of them, root causes first. */
  | { readonly type: 'waits'; readonly waits: readonly Wait[] }
  | { readonly type: 'results'; readonly results: Results }
  | { readonly type: 'clock'; readonly clock: ClockState }
  /** UTF-8 text, with the escape codes of a terminal. */
  | { readonly type: 'output'; readonly terminal: string; readonly text: string }
  /** The command line has ended; `cwd` is what the prompt shows (`~`, `~/lab`). */
  | {
      readonly type: 'prompt';
      readonly terminal: string;
      readonly exitCode: number;
      readonly cwd: string;
    }
  /** Raw: the running program wants keys, not lines (exec -it). */
  | { readonly type: 'raw'; readonly terminal: string; readonly raw: boolean }
  | { readonly type: 'reply'; readonly id: number; readonly value: Reply }
  /** The request `id` (or the last one) was not carried out; nothing changed. */
  | { readonly type: 'refused'; readonly id?: number; readonly message: string };

export type ToCluster =
  /** Runs a command line in a terminal, e.g. `t1`; terminals are made by being named. */
  | { readonly type: 'run'; readonly terminal: string; readonly line: string }
  /** Keys for the program that runs in the terminal. */
  | { readonly type: 'keys'; readonly terminal: string; readonly text: string }
  | { readonly type: 'interrupt'; readonly terminal: string }
  /** End of input (Ctrl-D). */
  | { readonly type: 'end'; readonly terminal: string }
  | {
      readonly type: 'resize';
      readonly terminal: string;
      readonly columns: number;
      readonly rows: number;
    }
  | {
      readonly type: 'complete';
      readonly id: number;
      readonly terminal: string;
      readonly line: string;
    }
  | { readonly type: 'list-files'; readonly id: number }
  | { readonly type: 'read-file'; readonly id: number; readonly path: string }
  | {
      readonly type: 'write-file';
      readonly id: number;
      readonly path: string;
      readonly text: string;
    }
  /** Moves the cluster's time on. */
  | { readonly type: 'skip'; readonly id: number; readonly by: Duration }
  /** Runs every check, experiments included; results follow as `results`. */
  | { readonly type: 'check'; readonly id: number };

export type Reply =
  | { readonly done: true }
  | { readonly completions: readonly string[]; readonly from: number }
  | { readonly files: readonly HomeFile[] }
  | { readonly text: string };

export interface ObjectChange {
  readonly group: string;
  readonly plural: string;
  readonly namespace: string;
  readonly name: string;
  readonly object: (KubeObject & { readonly [field: string]: unknown }) | null;
}

/** A file of the learner's home folder; `path` is relative to it. */
export interface HomeFile {
  readonly path: string;
  readonly bytes: number;
  readonly readOnly: boolean;
}

/** What a volume holds; `seal` is equal exactly when the files are. */
export interface VolumeData {
  /** The PersistentVolume's name. */
  readonly volume: string;
  /** 16 hexadecimal digits; '' for an empty volume. */
  readonly seal: string;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** The first line of the file that was written last, at most 40 characters. */
  readonly marker?: { readonly path: string; readonly text: string };
}

/** Why something isn't happening. */
export interface Wait {
  readonly subject: ObjectRef;
  /** A sentence without its subject, in English, as facts: `waits for web-0 to be Ready`. */
  readonly because: string;
  /** What is waited for, when it is an object. */
  readonly on?: ObjectRef;
  readonly since?: Instant;
  /** When it ends by itself. */
  readonly until?: Instant;
}

export interface ObjectRef {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** `now` is the cluster's time when the message was sent. */
export interface ClockState {
  readonly now: Instant;
  /** How much time was skipped in all. */
  readonly skipped: Duration;
  /** The next moment at which something changes by itself. */
  readonly next?: { readonly at: Instant; readonly because: string };
}
