import type { Key, KubeObject } from '../apimachinery/meta.ts';
import type { RecordType, Resource } from '../apimachinery/resource.ts';
import type { Instant } from '../lib/instant.ts';
import type { Frozen } from '../lib/json.ts';

/**
 * The state of a cluster at one revision. Everything read is frozen and current: there is no
 * informer cache that lags.
 */
export interface Reader {
  /** The revision of the last write; `resourceVersion` is its string form. */
  readonly revision: number;
  get<T extends KubeObject>(resource: Resource<T>, key: Key): Frozen<T> | undefined;
  /** Sorted by namespace, then name. '' lists all namespaces (and cluster-scoped objects). */
  list<T extends KubeObject>(resource: Resource<T>, namespace?: string): readonly Frozen<T>[];
  /** The objects for which `index` names `value`, sorted as in `list`. */
  byIndex<T extends KubeObject>(index: Index<T>, value: string): readonly Frozen<T>[];
  record<T>(type: RecordType<T>, key: Key): Frozen<T> | undefined;
  /** Records under one namespace (any grouping text), sorted by name. */
  records<T>(type: RecordType<T>, namespace?: string): readonly StoredRecord<T>[];
}

export interface StoredRecord<T> {
  readonly key: Key;
  readonly value: Frozen<T>;
}

/** A lookup that the store keeps up to date, e.g. pods by node. Identity is the handle's. */
export interface Index<T extends KubeObject> {
  readonly resource: Resource<T>;
  readonly values: (object: Frozen<T>) => readonly string[];
}

/** `defineIndex(pods, (pod) => [pod.spec.nodeName ?? ''])`. */
export function defineIndex<T extends KubeObject>(
  resource: Resource<T>,
  values: (object: Frozen<T>) => readonly string[],
): Index<T> {
  return { resource, values };
}

/** Reads see the transaction's own writes. Each write of an object has a revision of its own. */
export interface Transaction extends Reader {
  readonly at: Instant;
  /** What this transaction has written so far, in order. */
  readonly changes: readonly Change[];
  readonly recordChanges: readonly RecordChange[];
  /** Stores an object under its metadata; sets its resourceVersion. Returns what is stored. */
  put<T extends KubeObject>(resource: Resource<T>, object: Frozen<NoInfer<T>>): Frozen<T>;
  /** Removes an object; its last state carries the removal's resourceVersion. */
  remove<T extends KubeObject>(resource: Resource<T>, key: Key): Frozen<T> | undefined;
  /** Records have no revision and no history; undefined removes. */
  putRecord<T>(type: RecordType<T>, key: Key, value: Frozen<T> | undefined): void;
}

/**
 * The kinds that are served at a moment: those that are built in and those that objects define.
 * The very same list as long as nothing about it has changed.
 */
export type ServedResources = (read: Reader) => readonly Resource[];

/** One write, as watchers and controllers see it. */
export interface Change<T extends KubeObject = KubeObject> {
  readonly revision: number;
  readonly resource: Resource<T>;
  readonly key: Key;
  /** Absent when created. */
  readonly old?: Frozen<T>;
  /** Absent when removed. For a removal `old` carries the removal's resourceVersion. */
  readonly new?: Frozen<T>;
}

/** A write of internal state; controllers are woken by it, watchers never see it. */
export interface RecordChange {
  readonly record: RecordType;
  readonly key: Key;
}

/** Everything one transaction changed. */
export interface Commit {
  /** The last revision in it. */
  readonly revision: number;
  readonly at: Instant;
  /** Who caused it: a user name, or `controllers`. */
  readonly actor: string;
  readonly changes: readonly Change[];
  readonly recordChanges: readonly RecordChange[];
}

/** A result that is there now: an async body is a type error. */
export type Now<R> = R extends PromiseLike<unknown> ? never : R;

/** Objects of one resource that a store has from its beginning, sorted or not. */
export interface BuiltIn {
  readonly resource: Resource;
  /** Called when somebody first reads the resource; gives the same objects each time. */
  readonly objects: () => readonly Frozen<KubeObject>[];
}

export interface Store extends Reader {
  /**
   * Lets objects be there without having been written: no revision, no history, no row. To be
   * called when a store is opened, outside of transactions. What was stored under their names
   * wins, also that they were removed.
   */
  provide(builtIn: readonly BuiltIn[]): void;
  /** All objects of a resource but the built-in ones that nobody has changed. */
  written(resource: Resource): readonly Frozen<KubeObject>[];
  /**
   * Runs `body` to completion. When it throws, nothing has changed. When it returns, its changes
   * are one commit, appended to the history (if there are any).
   */
  transaction<R>(cause: { at: Instant; actor: string }, body: (tx: Transaction) => Now<R>): Now<R>;
  /** Commits with changes after `revision`, oldest first; undefined when compacted away. */
  since(revision: number): readonly Commit[] | undefined;
  /** Revisions up to this one can no longer be watched from. */
  readonly compacted: number;
  /** Writes through what has not been written yet. The memory store has nothing to do. */
  flush(): void;
  /** A memory store with the same content that shares no future with this one. */
  fork(): Store;
}
