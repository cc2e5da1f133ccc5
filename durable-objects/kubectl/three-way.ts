import { type ListMerge, resolve, type Schema } from '../apimachinery/schema.ts';
import { deepEqual, isObject, type Json, type JsonObject } from '../lib/json.ts';

type Members = { [key: string]: Json | undefined };

/**
 * The strategic merge patch that `kubectl apply` sends: what `modified` (the file) adds to or
 * changes in `current` (the live object), and what `original` (the file applied last) had and the
 * file no longer has. Follows k8s.io/apimachinery/pkg/util/strategicpatch.
 */
export function threeWayPatch(
  original: JsonObject,
  modified: JsonObject,
  current: JsonObject,
  schema: Schema,
): JsonObject {
  const changes = objectChanges(current, modified, schema);
  return merged(changes, objectDeletions(original, modified, schema), schema);
}

/** Fields of `to` that differ in `from`; nothing is deleted. */
function objectChanges(from: JsonObject, to: JsonObject, schema: Schema): Members {
  const patch: Members = {};
  for (const [key, wanted] of Object.entries(to)) {
    const live = from[key];
    if (wanted === undefined || (wanted === null && live === null)) continue;
    if (wanted === null) {
      patch[key] = null;
      continue;
    }
    if (isObject(wanted) && isObject(live)) {
      const inner = objectChanges(live, wanted, childOf(schema, key));
      if (retainsKeys(schema, key) && Object.keys(inner).length > 0)
        inner.$retainKeys = Object.keys(wanted).sort();
      if (Object.keys(inner).length > 0) patch[key] = inner;
      continue;
    }
    if (Array.isArray(wanted) && Array.isArray(live)) {
      Object.assign(patch, listChanges(key, live, wanted, schema));
      continue;
    }
    if (!deepEqual(wanted, live)) patch[key] = wanted;
  }
  return patch;
}

function listChanges(
  key: string,
  live: readonly Json[],
  wanted: readonly Json[],
  schema: Schema,
): Members {
  const { merge, items } = listOf(schema, key);
  if (merge.patch !== 'merge') return deepEqual(live, wanted) ? {} : { [key]: wanted };
  const { mergeKey } = merge;
  if (mergeKey === undefined) {
    const added = wanted.filter((one) => !live.some((other) => deepEqual(one, other)));
    return added.length === 0 ? {} : { [key]: added, [`$setElementOrder/${key}`]: wanted };
  }
  const changed = wanted.filter(isObject).flatMap((item) => {
    const other = live.find((one) => isObject(one) && deepEqual(one[mergeKey], item[mergeKey]));
    if (!isObject(other)) return [item];
    const inner = objectChanges(other, item, items);
    if (Object.keys(inner).length === 0) return [];
    const kept = merge.retainKeys ? { $retainKeys: Object.keys(item).sort() } : {};
    return [{ ...kept, ...inner, [mergeKey]: item[mergeKey] }];
  });
  const order = wanted.filter(isObject).map((item) => ({ [mergeKey]: item[mergeKey] }));
  const known = live.flatMap((one) => (isObject(one) ? [one[mergeKey]] : []));
  const places = order.map((one) => known.findIndex((id) => deepEqual(id, one[mergeKey])));
  const inOrder = places.every((place, i) => i === 0 || place < 0 || place >= (places[i - 1] ?? 0));
  if (changed.length === 0 && inOrder) return {};
  return {
    [`$setElementOrder/${key}`]: order,
    ...(changed.length === 0 ? {} : { [key]: changed }),
  };
}

/** Deletions of what `from` has and `to` has not; nothing is added. */
function objectDeletions(from: JsonObject, to: JsonObject, schema: Schema): Members {
  const patch: Members = {};
  for (const [key, before] of Object.entries(from)) {
    const after = to[key];
    if (before === undefined) continue;
    if (after === undefined) {
      patch[key] = null;
    } else if (isObject(before) && isObject(after)) {
      const inner = objectDeletions(before, after, childOf(schema, key));
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (Array.isArray(before) && Array.isArray(after)) {
      Object.assign(patch, listDeletions(key, before, after, schema));
    }
  }
  return patch;
}

function listDeletions(
  key: string,
  before: readonly Json[],
  after: readonly Json[],
  schema: Schema,
): Members {
  const { merge, items } = listOf(schema, key);
  if (merge.patch !== 'merge') return {};
  const { mergeKey } = merge;
  if (mergeKey === undefined) {
    const gone = before.filter((one) => !after.some((other) => deepEqual(one, other)));
    return gone.length === 0 ? {} : { [`$deleteFromPrimitiveList/${key}`]: gone };
  }
  const patches = before.filter(isObject).flatMap((item): Json[] => {
    const id = item[mergeKey];
    const other = after.find((one) => isObject(one) && deepEqual(one[mergeKey], id));
    if (!isObject(other)) return [{ $patch: 'delete', [mergeKey]: id }];
    const inner = objectDeletions(item, other, items);
    return Object.keys(inner).length === 0 ? [] : [{ ...inner, [mergeKey]: id }];
  });
  if (patches.length === 0) return {};
  const order = after.filter(isObject).map((item) => ({ [mergeKey]: item[mergeKey] }));
  return { [key]: patches, [`$setElementOrder/${key}`]: order };
}

/** Both halves of a patch as one. */
function merged(a: JsonObject, b: JsonObject, schema: Schema): Members {
  const result: Members = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const other = result[key];
    if (isObject(other) && isObject(value))
      result[key] = merged(other, value, childOf(schema, key));
    else if (Array.isArray(other) && Array.isArray(value) && !key.startsWith('$'))
      result[key] = mergedItems(other, value, listOf(schema, key));
    else if (other === undefined) result[key] = value;
  }
  return result;
}

/** Patches of list items; two about the same item become one. */
function mergedItems(
  a: readonly Json[],
  b: readonly Json[],
  { merge, items }: { merge: ListMerge; items: Schema },
): readonly Json[] {
  const { mergeKey } = merge;
  if (mergeKey === undefined) return a;
  const idOf = (item: Json): Json | undefined => (isObject(item) ? item[mergeKey] : undefined);
  const partner = (list: readonly Json[], item: Json): Json | undefined =>
    list.find((one) => deepEqual(idOf(one), idOf(item)));
  const both = a.map((item) => {
    const other = partner(b, item);
    return isObject(item) && isObject(other) ? merged(item, other, items) : item;
  });
  return [...both, ...b.filter((item) => partner(a, item) === undefined)];
}

function childOf(schema: Schema, key: string): Schema {
  const own = resolve(schema);
  if (own.kind === 'object') return own.fields[key]?.schema ?? { kind: 'any' };
  if (own.kind === 'map') return own.values;
  return { kind: 'any' };
}

function listOf(schema: Schema, key: string): { merge: ListMerge; items: Schema } {
  const list = resolve(childOf(schema, key));
  if (list.kind === 'array') return { merge: list.merge, items: list.items };
  return { merge: {}, items: { kind: 'any' } };
}

function retainsKeys(schema: Schema, key: string): boolean {
  const own = resolve(childOf(schema, key));
  return own.kind === 'object' && own.retainKeys === true;
}

/**
 * The same as a JSON merge patch, for kinds without merge keys: lists are replaced. Follows
 * k8s.io/apimachinery/pkg/util/jsonmergepatch.
 */
export function threeWayMergePatch(
  original: JsonObject,
  modified: JsonObject,
  current: JsonObject,
): JsonObject {
  return joined(mergeChanges(current, modified), mergeDeletions(original, modified));
}

/** What `to` adds to `from` and changes in it. */
function mergeChanges(from: JsonObject, to: JsonObject): Members {
  const patch: Members = {};
  for (const [key, wanted] of Object.entries(to)) {
    const live = from[key];
    if (wanted === undefined || wanted === null || deepEqual(live, wanted)) continue;
    if (isObject(live) && isObject(wanted)) {
      const inner = mergeChanges(live, wanted);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else patch[key] = wanted;
  }
  return patch;
}

/** What `from` had and `to` does not name. */
function mergeDeletions(from: JsonObject, to: JsonObject): Members {
  const patch: Members = {};
  for (const [key, before] of Object.entries(from)) {
    const wanted = to[key];
    if (before === undefined) continue;
    if (wanted === undefined || wanted === null) patch[key] = null;
    else if (isObject(before) && isObject(wanted)) {
      const inner = mergeDeletions(before, wanted);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    }
  }
  return patch;
}

function joined(changes: JsonObject, deletions: JsonObject): Members {
  const result: Members = { ...changes };
  for (const [key, deletion] of Object.entries(deletions)) {
    const change = result[key];
    result[key] = isObject(change) && isObject(deletion) ? joined(change, deletion) : deletion;
  }
  return result;
}
