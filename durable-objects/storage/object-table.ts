import { type Key, type KubeObject, keyOf, keyText } from '../apimachinery/meta.ts';
import type { Frozen } from '../lib/json.ts';
import { SortedTable } from './sorted-table.ts';
import type { Index } from './store.ts';

type Stored = Frozen<KubeObject>;

/** The objects of one resource, with the indexes that somebody has asked for. */
export class ObjectTable {
  readonly #objects: SortedTable<Stored>;
  /** Built when first asked for, then kept up to date by `set`. */
  readonly #indexes = new Map<Index<KubeObject>, Map<string, SortedTable<Stored>>>();

  /** Built-in objects until somebody reads the table: few clusters ever look at most of them. */
  #waiting: (() => readonly Stored[]) | undefined;
  #builtIn: ReadonlySet<Stored> | undefined;

  constructor(from?: ObjectTable) {
    this.#objects = new SortedTable('/', from ? from.#objects : undefined);
    if (!from) return;
    this.#waiting = from.#waiting;
    this.#builtIn = from.#builtIn;
  }

  /** Adds objects under names that are free, not before they are needed. */
  provide(objects: () => readonly Stored[]): void {
    if (!this.#builtIn) this.#waiting = objects;
  }

  get(key: Key): Stored | undefined {
    if (this.#waiting) this.#fill(this.#waiting);
    return this.#objects.get(key);
  }

  set(key: Key, object: Stored | undefined): Stored | undefined {
    if (this.#waiting) this.#fill(this.#waiting);
    const before = this.#objects.set(key, object);
    for (const [index, postings] of this.#indexes) {
      for (const value of before ? index.values(before) : []) {
        postings.get(value)?.set(key, undefined);
      }
      for (const value of object ? index.values(object) : []) {
        post(postings, value, key, object);
      }
    }
    return before;
  }

  /** Puts an object as it was stored before. */
  restore(key: Key, object: Stored): void {
    this.#objects.set(key, object);
  }

  /** What was stored: everything but built-in objects. */
  written(): readonly Stored[] {
    const objects = this.#objects.list();
    const builtIn = this.#builtIn;
    return builtIn ? objects.filter((object) => !builtIn.has(object)) : objects;
  }

  list(namespace?: string): readonly Stored[] {
    if (this.#waiting) this.#fill(this.#waiting);
    return this.#objects.list(namespace);
  }

  byIndex(index: Index<KubeObject>, value: string): readonly Stored[] {
    if (this.#waiting) this.#fill(this.#waiting);
    let postings = this.#indexes.get(index);
    if (!postings) {
      postings = new Map();
      for (const { key, value: object } of this.#objects.entries()) {
        for (const term of index.values(object)) post(postings, term, key, object);
      }
      this.#indexes.set(index, postings);
    }
    return postings.get(value)?.list() ?? [];
  }

  #fill(objects: () => readonly Stored[]): void {
    this.#waiting = undefined;
    const added = new Set<Stored>();
    for (const object of objects()) {
      const key = keyOf(object);
      if (this.#objects.get(key)) continue;
      this.#objects.set(key, object);
      added.add(object);
    }
    this.#builtIn = added;
  }
}

function post(
  postings: Map<string, SortedTable<Stored>>,
  value: string,
  key: Key,
  object: Stored | undefined,
): void {
  let table = postings.get(value);
  if (!table) {
    table = new SortedTable('/');
    postings.set(value, table);
  }
  table.set(key, object);
}

/** Names a place in messages: `pods default/web-0`. */
export function placeText(resource: { readonly plural: string }, key: Key): string {
  return `${resource.plural} ${keyText(key)}`;
}
