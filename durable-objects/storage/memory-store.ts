import { type Key, type KubeObject, keyOf } from '../apimachinery/meta.ts';
import type { RecordType, Resource } from '../apimachinery/resource.ts';
import { assert } from '../lib/assert.ts';
import type { Instant } from '../lib/instant.ts';
import { type Frozen, freeze } from '../lib/json.ts';
import { History } from './history.ts';
import { ObjectTable, placeText } from './object-table.ts';
import { SortedTable } from './sorted-table.ts';
import type {
  BuiltIn,
  Change,
  Commit,
  Index,
  Now,
  RecordChange,
  Store,
  StoredRecord,
  Transaction,
} from './store.ts';

/** The store of forks and tests, and the memory of the one that writes through. */
export class MemoryStore implements Store {
  #revision: number;
  #history: History;
  readonly #objects = new Map<string, ObjectTable>();
  readonly #records = new Map<string, SortedTable<unknown>>();
  #open: OpenTransaction | undefined;

  constructor(from?: MemoryStore | { readonly revision: number; readonly compacted: number }) {
    this.#revision = from?.revision ?? 0;
    this.#history = new History(
      from?.compacted ?? 0,
      from instanceof MemoryStore ? from.#history : undefined,
    );
    if (!(from instanceof MemoryStore)) return;
    assert(!from.#open, 'fork outside of a transaction');
    for (const [name, table] of from.#objects) this.#objects.set(name, new ObjectTable(table));
    for (const [name, table] of from.#records) {
      this.#records.set(name, new SortedTable(recordSeparator, table));
    }
  }

  get revision(): number {
    return this.#revision;
  }

  get compacted(): number {
    return this.#history.compacted;
  }

  get<T extends KubeObject>(resource: Resource<T>, key: Key): Frozen<T> | undefined {
    return this.#table(resource).get(key) as Frozen<T> | undefined;
  }

  list<T extends KubeObject>(resource: Resource<T>, namespace?: string): readonly Frozen<T>[] {
    return this.#table(resource).list(namespace) as readonly Frozen<T>[];
  }

  byIndex<T extends KubeObject>(index: Index<T>, value: string): readonly Frozen<T>[] {
    const table = this.#table(index.resource);
    return table.byIndex(index as unknown as Index<KubeObject>, value) as readonly Frozen<T>[];
  }

  record<T>(type: RecordType<T>, key: Key): Frozen<T> | undefined {
    return this.#recordTable(type).get(key) as Frozen<T> | undefined;
  }

  records<T>(type: RecordType<T>, namespace?: string): readonly StoredRecord<T>[] {
    return this.#recordTable(type).entries(namespace) as readonly StoredRecord<T>[];
  }

  since(revision: number): readonly Commit[] | undefined {
    return this.#history.since(revision);
  }

  transaction<R>(cause: { at: Instant; actor: string }, body: (tx: Transaction) => Now<R>): Now<R> {
    assert(!this.#open, 'transactions do not nest');
    const open = new OpenTransaction(this, cause.at);
    this.#open = open;
    try {
      const result = body(open);
      if (open.changes.length > 0 || open.recordChanges.length > 0) {
        const { changes, recordChanges } = open;
        const commit = { revision: this.#revision, ...cause, changes, recordChanges };
        this.#history.append(commit);
        this.committed(commit);
      }
      return result;
    } catch (error) {
      for (const undo of open.undo.reverse()) undo();
      throw error;
    } finally {
      this.#open = undefined;
    }
  }

  provide(builtIn: readonly BuiltIn[]): void {
    assert(!this.#open, 'provide outside of a transaction');
    for (const { resource, objects } of builtIn) this.#table(resource).provide(objects);
  }

  written(resource: Resource): readonly Frozen<KubeObject>[] {
    return this.#table(resource).written();
  }

  /** For a store that writes through: called with every commit. */
  protected committed(_commit: Commit): void {}

  flush(): void {}

  fork(): Store {
    return new MemoryStore(this);
  }

  /** Puts an object as it was stored before; for loading, outside of transactions. */
  protected restore(resource: Resource, key: Key, object: Frozen<KubeObject>): void {
    this.#table(resource).restore(key, object);
  }

  protected restoreRecord(type: RecordType, key: Key, value: unknown): void {
    this.#recordTable(type).set(key, value);
  }

  /** One write of an object, with how to undo it; for OpenTransaction. */
  write(resource: Resource, key: Key, make: ObjectWrite): Change & { undo: () => void } {
    const table = this.#table(resource);
    const revision = this.#revision + 1;
    const { stored, last } = make(table.get(key), String(revision));
    const before = table.set(key, stored);
    this.#revision = revision;
    const undo = (): void => {
      table.set(key, before);
      this.#revision = revision - 1;
    };
    const old = last ?? before;
    return {
      revision,
      resource,
      key,
      ...(old ? { old } : {}),
      ...(stored ? { new: stored } : {}),
      undo,
    };
  }

  writeRecord(type: RecordType, key: Key, value: unknown): () => void {
    const table = this.#recordTable(type);
    const before = table.set(key, value);
    return () => {
      table.set(key, before);
    };
  }

  #table(resource: Pick<Resource, 'group' | 'plural' | 'storedAs'>): ObjectTable {
    assert(!resource.storedAs, 'a served version is not what is stored');
    const name = resourceId(resource);
    let table = this.#objects.get(name);
    if (!table) {
      table = new ObjectTable();
      this.#objects.set(name, table);
    }
    return table;
  }

  #recordTable(type: RecordType): SortedTable<unknown> {
    let table = this.#records.get(type.record);
    if (!table) {
      table = new SortedTable(recordSeparator);
      this.#records.set(type.record, table);
    }
    return table;
  }
}

/** What identifies a resource in storage: `statefulsets.apps`, `pods.`. Versions share it. */
export function resourceId(resource: { readonly group: string; readonly plural: string }): string {
  return `${resource.plural}.${resource.group}`;
}

/** Names of records may hold slashes (they are paths), so that a slash can't separate. */
const recordSeparator = '\u0000';

/** `stored` is what is kept, `last` the final state of what is removed. */
type ObjectWrite = (
  before: Frozen<KubeObject> | undefined,
  resourceVersion: string,
) => { stored?: Frozen<KubeObject>; last?: Frozen<KubeObject> };

class OpenTransaction implements Transaction {
  readonly changes: Change[] = [];
  readonly recordChanges: RecordChange[] = [];
  readonly undo: (() => void)[] = [];
  readonly at: Instant;
  readonly #store: MemoryStore;

  constructor(store: MemoryStore, at: Instant) {
    this.#store = store;
    this.at = at;
  }

  get revision(): number {
    return this.#store.revision;
  }

  get: Transaction['get'] = (resource, key) => this.#store.get(resource, key);
  list: Transaction['list'] = (resource, namespace) => this.#store.list(resource, namespace);
  byIndex: Transaction['byIndex'] = (index, value) => this.#store.byIndex(index, value);
  record: Transaction['record'] = (type, key) => this.#store.record(type, key);
  records: Transaction['records'] = (type, namespace) => this.#store.records(type, namespace);

  put<T extends KubeObject>(resource: Resource<T>, object: Frozen<T>): Frozen<T> {
    const kube = object as Frozen<KubeObject>;
    const key = keyOf(kube);
    assert(key.name !== '', `a name for a new object of ${resource.plural}`);
    this.#write(resource, key, (_before, resourceVersion) => ({
      stored: versioned(kube, resourceVersion),
    }));
    return this.get(resource, key) as Frozen<T>;
  }

  remove<T extends KubeObject>(resource: Resource<T>, key: Key): Frozen<T> | undefined {
    if (!this.get(resource, key)) return undefined;
    const change = this.#write(resource, key, (before, revision) => {
      assert(before, placeText(resource, key));
      return { last: versioned(before, revision) };
    });
    return change.old as Frozen<T> | undefined;
  }

  putRecord<T>(type: RecordType<T>, key: Key, value: Frozen<T> | undefined): void {
    if (value === this.record(type, key)) return;
    this.undo.push(this.#store.writeRecord(type, key, value));
    this.recordChanges.push({ record: type, key });
  }

  #write(resource: Resource, key: Key, make: ObjectWrite): Change {
    const { undo, ...change } = this.#store.write(resource, key, make);
    this.undo.push(undo);
    this.changes.push(change);
    return change;
  }
}

function versioned(object: Frozen<KubeObject>, resourceVersion: string): Frozen<KubeObject> {
  return freeze<KubeObject>({
    ...object,
    metadata: { ...object.metadata, resourceVersion },
  } as KubeObject);
}
