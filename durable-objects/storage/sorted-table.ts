import type { Key } from '../apimachinery/meta.ts';

interface Entry<T> {
  readonly key: Key;
  readonly joined: string;
  value: T;
}

/**
 * Values by namespace and name, listed in the order of their joined keys. With separator '/' that
 * is the order in which etcd lists `/registry/pods/<namespace>/<name>`.
 */
export class SortedTable<T> {
  /** By namespace and name: looking up is what happens most, and joins no text. */
  readonly #byNamespace = new Map<string, Map<string, Entry<T>>>();
  /** Invariant: exactly the entries of #byNamespace, ascending by joined key. */
  readonly #order: Entry<T>[];
  readonly #separator: string;

  constructor(separator: string, from?: SortedTable<T>) {
    this.#separator = separator;
    this.#order = from ? from.#order.map((entry) => ({ ...entry })) : [];
    for (const entry of this.#order) this.#hold(entry);
  }

  get(key: Key): T | undefined {
    return this.#byNamespace.get(key.namespace)?.get(key.name)?.value;
  }

  /** Sets a value, or removes it when undefined; returns the one before. */
  set(key: Key, value: T | undefined): T | undefined {
    const { namespace, name } = key;
    const entry = this.#byNamespace.get(namespace)?.get(name);
    const before = entry?.value;
    if (value === undefined) {
      if (!entry) return undefined;
      this.#order.splice(this.#position(entry.joined), 1);
      const others = this.#byNamespace.get(namespace);
      others?.delete(name);
      if (others?.size === 0) this.#byNamespace.delete(namespace);
    } else if (entry) entry.value = value;
    else {
      const joined = namespace === '' ? name : `${namespace}${this.#separator}${name}`;
      const added = { key: { namespace, name }, joined, value };
      this.#order.splice(this.#position(joined), 0, added);
      this.#hold(added);
    }
    return before;
  }

  /** Everything, or what is in one namespace. */
  list(namespace?: string): readonly T[] {
    return this.#range(namespace).map(({ value }) => value);
  }

  entries(namespace?: string): readonly { readonly key: Key; readonly value: T }[] {
    return this.#range(namespace).map(({ key, value }) => ({ key, value }));
  }

  #hold(entry: Entry<T>): void {
    const { namespace, name } = entry.key;
    const others = this.#byNamespace.get(namespace);
    if (others) others.set(name, entry);
    else this.#byNamespace.set(namespace, new Map([[name, entry]]));
  }

  #range(namespace: string | undefined): readonly Entry<T>[] {
    if (namespace === undefined || namespace === '') return this.#order;
    const count = this.#byNamespace.get(namespace)?.size ?? 0;
    if (count === 0) return [];
    const start = this.#position(`${namespace}${this.#separator}`);
    return this.#order.slice(start, start + count);
  }

  /** The first place whose key is not below `joined`. */
  #position(joined: string): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#order[middle]?.joined ?? '') < joined) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
