import type { Key } from '../apimachinery/meta.ts';

/**
 * Values by namespace and name, listed in the order of their joined keys. With separator '/' that
 * is the order in which etcd lists `/registry/pods/<namespace>/<name>`.
 */
export class SortedTable<T> {
  readonly #values: Map<string, T>;
  /** Invariant: exactly the keys of #values, ascending. */
  readonly #order: string[];
  readonly #separator: string;

  constructor(separator: string, from?: SortedTable<T>) {
    this.#separator = separator;
    this.#values = new Map(from ? from.#values : []);
    this.#order = from ? [...from.#order] : [];
  }

  get(key: Key): T | undefined {
    return this.#values.get(this.#join(key));
  }

  /** Sets a value, or removes it when undefined; returns the one before. */
  set(key: Key, value: T | undefined): T | undefined {
    const joined = this.#join(key);
    const before = this.#values.get(joined);
    if (value === undefined) {
      if (before !== undefined) this.#order.splice(this.#position(joined), 1);
      this.#values.delete(joined);
    } else {
      if (before === undefined) this.#order.splice(this.#position(joined), 0, joined);
      this.#values.set(joined, value);
    }
    return before;
  }

  /** Everything, or what is in one namespace. */
  list(namespace?: string): readonly T[] {
    const found: T[] = [];
    for (const joined of this.#range(namespace)) {
      const value = this.#values.get(joined);
      if (value !== undefined) found.push(value);
    }
    return found;
  }

  entries(namespace?: string): readonly { readonly key: Key; readonly value: T }[] {
    const found: { key: Key; value: T }[] = [];
    for (const joined of this.#range(namespace)) {
      const value = this.#values.get(joined);
      if (value !== undefined) found.push({ key: this.#split(joined), value });
    }
    return found;
  }

  #range(namespace: string | undefined): readonly string[] {
    if (namespace === undefined || namespace === '') return this.#order;
    const prefix = `${namespace}${this.#separator}`;
    const start = this.#position(prefix);
    let end = start;
    while (this.#order[end]?.startsWith(prefix)) end += 1;
    return this.#order.slice(start, end);
  }

  /** The first place whose key is not below `joined`. */
  #position(joined: string): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#order[middle] ?? '') < joined) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #join(key: Key): string {
    return key.namespace === '' ? key.name : `${key.namespace}${this.#separator}${key.name}`;
  }

  #split(joined: string): Key {
    const at = joined.indexOf(this.#separator);
    if (at < 0) return { namespace: '', name: joined };
    return {
      namespace: joined.slice(0, at),
      name: joined.slice(at + this.#separator.length),
    };
  }
}
