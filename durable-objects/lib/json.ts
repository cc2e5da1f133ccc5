/** What JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** A value nobody changes: what is read from the store. */
export type Frozen<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Frozen<T[K]> }
      : T;

/** True for a JSON object, not for an array or null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Equality by structure; absent and `undefined` members are the same. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => deepEqual(item, b[i]));
  if (!isObject(a) || !isObject(b)) return false;
  for (const key of Object.keys(a)) if (!deepEqual(a[key], b[key])) return false;
  for (const key of Object.keys(b)) if (a[key] === undefined && b[key] !== undefined) return false;
  return true;
}

/**
 * A copy that may be changed. An object's `metadata.managedFields` stays shared and frozen: it is
 * large, every write copies its object, and it is replaced as a whole, never changed in place.
 */
export function thaw<T>(value: Frozen<T>): T {
  if (!isObject(value) || !isObject(value.metadata)) return copy(value) as T;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    result[key] = key === 'metadata' ? copyMetadata(value.metadata) : copy(value[key]);
  }
  return result as T;
}

function copyMetadata(metadata: JsonObject): unknown {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(metadata)) {
    const value = metadata[key];
    const isShared = key === 'managedFields' && Object.isFrozen(value);
    result[key] = isShared ? value : copy(value);
  }
  return result;
}

/** Freezes a value and everything in it, in place; members that are `undefined` are dropped. */
export function freeze<T>(value: T): Frozen<T> {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    const open = value as Record<string, unknown>;
    for (const key of Object.keys(open)) {
      const member = open[key];
      if (member === undefined) delete open[key];
      else freeze(member);
    }
    Object.freeze(value);
  }
  return value as Frozen<T>;
}

/**
 * The one way to change a frozen value: `edit(pod, (draft) => { draft.spec.nodeName = name; })`.
 * Returns the very same value when nothing changed, so that writing it twice writes nothing.
 */
export function edit<T>(value: Frozen<T>, change: (draft: T) => void): Frozen<T> {
  const draft = thaw(value);
  change(draft);
  return deepEqual(draft, value) ? value : freeze(draft);
}

/** JSON text with the keys of every object sorted, as Go's encoder writes maps. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${members.join(',')}}`;
}

function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (!isObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) result[key] = copy(value[key]);
  return result;
}
