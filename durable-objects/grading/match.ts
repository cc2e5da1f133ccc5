import { isObject, type Json } from '../lib/json.ts';

/** One field that is not as a partial object says; `observed` undefined is an absent one. */
export interface Difference {
  readonly path: string;
  readonly expected: unknown;
  readonly observed: unknown;
}

/**
 * Where an object does not match a partial one; empty when it does. Follows chainsaw's rules: maps
 * match when every member named does, lists when they are as long and match item by item, and
 * anything else by equality. A null is matched by an absent field.
 */
export function differences(pattern: unknown, value: unknown, path = ''): readonly Difference[] {
  if (isObject(pattern)) {
    if (!isObject(value)) return [{ path, expected: pattern, observed: value }];
    return Object.entries(pattern).flatMap(([key, member]) =>
      differences(member, value[key], path === '' ? key : `${path}.${key}`),
    );
  }
  if (Array.isArray(pattern)) {
    if (!Array.isArray(value) || value.length !== pattern.length) {
      return [{ path, expected: pattern, observed: value }];
    }
    return pattern.flatMap((item, i) => differences(item, value[i], `${path}[${i}]`));
  }
  const isSame = pattern === value || (pattern === null && value === undefined);
  return isSame ? [] : [{ path, expected: pattern, observed: value }];
}

export function matches(pattern: unknown, value: unknown): boolean {
  return differences(pattern, value).length === 0;
}

/** The leaves that a partial object names, as `[path, value]`. */
export function leaves(pattern: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (!isObject(pattern)) return [[path, pattern]];
  return Object.entries(pattern).flatMap(([key, member]) =>
    leaves(member, path === '' ? key : `${path}.${key}`),
  );
}

/** The value at a path such as `metadata.uid`; undefined when there is none. */
export function valueAt(object: unknown, path: string): Json | undefined {
  let value = object;
  for (const key of path.split('.')) value = isObject(value) ? value[key] : undefined;
  // What an object of the store holds is JSON.
  return value as Json | undefined;
}
