import { type Key, type KubeObject, keyOf } from '../apimachinery/meta.ts';
import type { Resource } from '../apimachinery/resource.ts';
import { assert } from '../lib/assert.ts';
import { type Frozen, freeze, type Json } from '../lib/json.ts';
import { maxHistoryChanges } from './history.ts';
import { MemoryStore, resourceId } from './memory-store.ts';
import { BodyTable } from './sqlite-bodies.ts';
import { migrate, type SqlDatabase } from './sqlite-schema.ts';
import type { BuiltIn, Change, Commit } from './store.ts';
import { unlistedResource } from './unlisted-resource.ts';

/** Characters of one history row: well under the 2 MB that a row may have. */
const maxHistoryRow = 400_000;

/**
 * The memory store with write-through: one row per object or record, history rows that gather the
 * commits between two flushes. Whoever calls `flush` before answering loses nothing it answered.
 */
export class SqliteStore extends MemoryStore {
  readonly #sql: SqlDatabase;
  readonly #objects: BodyTable;
  readonly #records: BodyTable;
  readonly #resources: ReadonlyMap<string, Resource>;
  /** By resource; that a built-in object was removed is remembered as a row. */
  readonly #provided = new Map<string, BuiltIn['objects']>();
  readonly #removed = new Set<string>();
  /** Commits that are in memory but not yet in the database. */
  #unwritten: Commit[] = [];
  #compacted: number;
  /** Changes in all history rows. */
  #held: number;

  constructor(sql: SqlDatabase, resources: readonly Resource[]) {
    const state = migrate(sql);
    super({ revision: state.revision, compacted: state.revision });
    this.#sql = sql;
    this.#compacted = state.compacted;
    this.#held = Number(
      sql.exec('SELECT SUM(changes) AS held FROM history').toArray()[0]?.held ?? 0,
    );
    this.#objects = new BodyTable(sql, 'objects');
    this.#records = new BodyTable(sql, 'records');
    this.#resources = new Map(resources.map((resource) => [resourceId(resource), resource]));
    this.#load();
  }

  override get compacted(): number {
    return this.#compacted;
  }

  /** What is not in memory any more is read from the database. */
  override since(revision: number): readonly Commit[] | undefined {
    if (revision < this.#compacted) return undefined;
    const recent = super.since(revision);
    if (recent) return recent;
    this.flush();
    return this.#readHistory(revision);
  }

  override provide(builtIn: readonly BuiltIn[]): void {
    const kept = builtIn.map(({ resource, objects }) => {
      const id = resourceId(resource);
      this.#provided.set(id, objects);
      const isLeft = (object: Frozen<KubeObject>): boolean =>
        !this.#removed.has(placeId(id, keyOf(object)));
      return { resource, objects: () => objects().filter(isLeft) };
    });
    super.provide(kept);
  }

  override flush(): void {
    if (this.#unwritten.length === 0) return;
    const objects = new Map<string, { resource: Resource; key: Key }>();
    const records = new Map<string, { record: string; key: Key }>();
    for (const commit of this.#unwritten) {
      for (const { resource, key } of commit.changes) {
        objects.set(placeId(resourceId(resource), key), { resource, key });
      }
      for (const { record, key } of commit.recordChanges) {
        const place = [record.record, key.namespace, key.name].join('\u0000');
        records.set(place, { record: record.record, key });
      }
    }
    for (const { resource, key } of objects.values()) {
      const id = resourceId(resource);
      const body = this.get(resource, key) ?? (this.#isBuiltIn(id, key) ? null : undefined);
      this.#objects.write(id, key, body);
    }
    for (const { record, key } of records.values()) {
      this.#records.write(record, key, this.record({ record }, key));
    }
    this.#writeHistory();
    this.#unwritten = [];
  }

  protected override committed(commit: Commit): void {
    this.#unwritten.push(commit);
  }

  #load(): void {
    for (const { type, key, body } of this.#objects.all()) {
      const object = JSON.parse(body) as KubeObject | null;
      if (object) this.restore(this.#resourceOf(type, object), key, freeze(object));
      else this.#removed.add(placeId(type, key));
    }
    for (const { type, key, body } of this.#records.all()) {
      this.restoreRecord({ record: type }, key, freeze(JSON.parse(body) as Json));
    }
  }

  #isBuiltIn(id: string, { namespace, name }: Key): boolean {
    const objects = this.#provided.get(id)?.() ?? [];
    return objects.some(
      ({ metadata }) => metadata.name === name && (metadata.namespace ?? '') === namespace,
    );
  }

  #writeHistory(): void {
    let row: string[] = [];
    let size = 0;
    let changes = 0;
    let last = 0;
    const write = (): void => {
      if (row.length === 0) return;
      const body = `[${row.join(',')}]`;
      this.#sql.exec('INSERT INTO history VALUES (?, ?, ?)', last, changes, body);
      this.#held += changes;
      row = [];
      size = 0;
      changes = 0;
    };
    for (const commit of this.#unwritten) {
      for (const part of splitCommit(commit)) {
        if (size + part.text.length > maxHistoryRow) write();
        row.push(part.text);
        size += part.text.length;
        changes += part.changes;
        last = part.revision;
      }
    }
    write();
    if (this.#held > 2 * maxHistoryChanges) this.#compact();
    this.#sql.exec(
      'UPDATE state SET revision = ?, compacted = ? WHERE id = 1',
      this.revision,
      this.#compacted,
    );
  }

  /** Forgets the oldest rows, down to the limit. */
  #compact(): void {
    const rows = this.#sql
      .exec('SELECT revision, changes FROM history ORDER BY revision')
      .toArray();
    for (const row of rows) {
      if (this.#held <= maxHistoryChanges) break;
      this.#held -= Number(row.changes);
      this.#compacted = Number(row.revision);
    }
    this.#sql.exec('DELETE FROM history WHERE revision <= ?', this.#compacted);
  }

  #resourceOf(type: string, object: KubeObject): Resource {
    return this.#resources.get(type) ?? unlistedResource(type, object);
  }

  #readHistory(revision: number): Commit[] {
    const rows = this.#sql
      .exec('SELECT body FROM history WHERE revision > ? ORDER BY revision', revision)
      .toArray();
    const commits: Commit[] = [];
    for (const row of rows) {
      for (const saved of JSON.parse(String(row.body)) as SavedCommit[]) {
        if (saved.revision > revision) commits.push(this.#revive(saved));
      }
    }
    return commits;
  }

  #revive(saved: SavedCommit): Commit {
    const changes = saved.changes.map((change): Change => {
      const object = change.new ?? change.old;
      assert(object, 'a change has an object');
      return {
        revision: change.revision,
        resource: this.#resourceOf(change.type, object),
        key: change.key,
        ...(change.old ? { old: freeze(change.old) as Frozen<KubeObject> } : {}),
        ...(change.new ? { new: freeze(change.new) as Frozen<KubeObject> } : {}),
      };
    });
    return {
      revision: saved.revision,
      at: saved.at,
      actor: saved.actor,
      changes,
      recordChanges: [],
    };
  }
}

function placeId(id: string, key: Key): string {
  return `${id} ${key.namespace}/${key.name}`;
}

interface SavedChange {
  readonly type: string;
  readonly revision: number;
  readonly key: Key;
  readonly old?: KubeObject;
  readonly new?: KubeObject;
}

interface SavedCommit {
  readonly revision: number;
  readonly at: number;
  readonly actor: string;
  readonly changes: readonly SavedChange[];
}

/** A SavedCommit as the text that is written, with how many changes are in it. */
interface CommitPart {
  readonly revision: number;
  readonly changes: number;
  readonly text: string;
}

/** A commit in parts that each fit a row; the last one carries the commit's revision. */
function* splitCommit(commit: Commit): Generator<CommitPart> {
  let changes: string[] = [];
  let size = 0;
  let last = commit.revision;
  const part = (revision: number): CommitPart => {
    const head = JSON.stringify({ revision, at: commit.at, actor: commit.actor });
    const text = `${head.slice(0, -1)},"changes":[${changes.join(',')}]}`;
    return { revision, changes: changes.length, text };
  };
  for (const { resource, revision, key, old, new: now } of commit.changes) {
    const text = JSON.stringify({
      type: resourceId(resource),
      revision,
      key,
      ...(old ? { old: old as KubeObject } : {}),
      ...(now ? { new: now as KubeObject } : {}),
    } satisfies SavedChange);
    if (size + text.length > maxHistoryRow && changes.length > 0) {
      yield part(last);
      changes = [];
      size = 0;
    }
    changes.push(text);
    size += text.length;
    last = revision;
  }
  if (changes.length > 0) yield part(commit.revision);
}
