import { type ListMerge, resolve, type Schema } from '../../apimachinery/schema.ts';
import { deepEqual, isObject, type Json, type JsonObject } from '../../lib/json.ts';

/**
 * A strategic merge as kustomize does it (kyaml merge2): as the API server's, but what a patch has
 * of a list comes first. Undefined: the object is deleted.
 */
export function merge(
  target: JsonObject,
  patch: JsonObject,
  schema: Schema,
): JsonObject | undefined {
  if (patch.$patch === 'delete') return undefined;
  const { $patch: directive, ...wanted } = patch;
  if (directive === 'replace') return wanted;
  const result: { [key: string]: Json | undefined } = { ...target };
  for (const [key, value] of Object.entries(wanted)) {
    const old = result[key];
    const own = childOf(schema, key);
    if (value === null || value === undefined) delete result[key];
    else if (isObject(value)) {
      const next = merge(isObject(old) ? old : {}, value, own);
      if (next === undefined) delete result[key];
      else result[key] = next;
    } else if (Array.isArray(value)) {
      const list = mergeList(Array.isArray(old) ? old : [], value, own);
      if (list === undefined) delete result[key];
      else result[key] = list;
    } else result[key] = value;
  }
  return Object.fromEntries(Object.entries(result).filter(([, value]) => value !== undefined));
}

function mergeList(
  old: readonly Json[],
  patch: readonly Json[],
  schema: Schema,
): readonly Json[] | undefined {
  const own = resolve(schema);
  const merging: ListMerge = own.kind === 'array' ? own.merge : {};
  const items: Schema = own.kind === 'array' ? own.items : { kind: 'any' };
  const isWhole = patch.some((item) => isObject(item) && item.$patch === 'replace');
  if (merging.patch !== 'merge' || isWhole)
    return patch.filter((item) => !isObject(item) || item.$patch === undefined);
  const { mergeKey } = merging;
  if (mergeKey === undefined) {
    const fresh = patch.filter((item) => !old.some((other) => deepEqual(item, other)));
    return [...fresh, ...old];
  }
  const idOf = (item: Json): Json | undefined => (isObject(item) ? item[mergeKey] : undefined);
  const partner = (list: readonly Json[], item: Json): Json | undefined =>
    list.find((other) => deepEqual(idOf(other), idOf(item)));
  // What the patch has comes in its order, and then what it does not speak of.
  const spoken = patch.flatMap((item): readonly Json[] => {
    const before = partner(old, item);
    if (!isObject(item)) return [item];
    if (!isObject(before)) return item.$patch === 'delete' ? [] : [item];
    const next = merge(before, item, items);
    return next ? [next] : [];
  });
  const list = [...spoken, ...old.filter((item) => partner(patch, item) === undefined)];
  return list.length === 0 ? undefined : list;
}

function childOf(schema: Schema, key: string): Schema {
  const own = resolve(schema);
  if (own.kind === 'object') return own.fields[key]?.schema ?? { kind: 'any' };
  return own.kind === 'map' ? own.values : { kind: 'any' };
}
