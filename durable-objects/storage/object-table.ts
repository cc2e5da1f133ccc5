import { type Key, type KubeObject, keyText } from '../apimachinery/meta.ts';
import type { Frozen } from '../lib/json.ts';
import { SortedTable } from './sorted-table.ts';
import type { Index } from './store.ts';

type Stored = Frozen<KubeObject>;

/** The objects of one resource, with the indexes that somebody has asked for. */
export class ObjectTable {
  readonly #objects: SortedTable<Stored>;
  /** Built when first asked for, then kept up to date by `set`. */
  readonly #indexes = new Map<Index<KubeObject>, Map<string, SortedTable<Stored>>>();

  constructor(from?: ObjectTable) {
    this.#objects = new SortedTable('/', from ? from.#objects : undefined);
  }

  get(key: Key): Stored | undefined {
    return this.#objects.get(key);
  }

  set(key: Key, object: Stored | undefined): Stored | undefined {
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

  list(namespace?: string): readonly Stored[] {
    return this.#objects.list(namespace);
  }

  byIndex(index: Index<KubeObject>, value: string): readonly Stored[] {
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

  entries(): readonly { readonly key: Key; readonly value: Stored }[] {
    return this.#objects.entries();
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
