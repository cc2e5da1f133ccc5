import { deepEqual, isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { type ListMerge, resolve, type Schema } from '../schema.ts';
import { badRequest, StatusError } from '../status-error.ts';
import { orderItems } from './element-order.ts';
import { goText } from './go-text.ts';

/** Members of a strategic merge patch that say how to merge instead of what. */
export const directive = '$patch';
export const retainKeysDirective = '$retainKeys';
export const deletePrefix = '$deleteFromPrimitiveList';
export const orderPrefix = '$setElementOrder';

/**
 * The object after a strategic merge patch, by the merge keys of `schema`
 * (k8s.io/apimachinery/pkg/util/strategicpatch). Throws StatusError for a malformed patch.
 */
export function strategicMergePatch(
  original: JsonObject,
  patch: JsonObject,
  schema: Schema,
): JsonObject {
  return mergeObject(original, patch, schema);
}

type Members = { [key: string]: Json | undefined };

function mergeObject(original: JsonObject, patch: JsonObject, schema: Schema): JsonObject {
  const command = patch[directive];
  if (command !== undefined) {
    if (command === 'replace') return without(patch, directive);
    if (command === 'delete') return {};
    throw unknownPatchType(command, patch);
  }
  const result: Members = retained(original, patch);
  const done = new Set<string>([retainKeysDirective]);
  for (const key of Object.keys(patch)) {
    if (!key.startsWith(orderPrefix)) continue;
    const field = fieldOf(key, orderPrefix);
    done.add(key).add(field);
    const ordered = mergeOrdered(result[field], patch[field], patch[key], field, schema);
    if (ordered) result[field] = ordered;
  }
  for (const [key, value] of Object.entries(patch)) {
    if (done.has(key) || value === undefined) continue;
    if (key.startsWith(deletePrefix)) {
      const field = fieldOf(key, deletePrefix);
      const list = result[field];
      if (!Array.isArray(value)) throw badRequest(badPrimitiveList);
      if (Array.isArray(list)) result[field] = list.filter((item: Json) => !includes(value, item));
    } else if (value === null) delete result[key];
    else result[key] = mergeValue(result[key], value, key, schema);
  }
  return result;
}

function mergeValue(original: Json | undefined, patch: Json, key: string, schema: Schema): Json {
  if (isObject(original) && isObject(patch)) {
    const child = childSchema(schema, key);
    if (child.kind === 'object' && child.patchReplaces) return plain(patch);
    return mergeObject(original, patch, child);
  }
  if (Array.isArray(original) && Array.isArray(patch)) {
    const { merge, items } = listSchema(schema, key);
    return merge.patch === 'merge' ? mergeList(original, patch, merge, items) : plain(patch);
  }
  return plain(patch);
}

function mergeList(
  original: readonly Json[],
  patch: readonly Json[],
  merge: ListMerge,
  items: Schema,
): readonly Json[] {
  const key = merge.mergeKey;
  const merged =
    key === undefined ? union(original, patch) : mergeItems(original, patch, key, items);
  return orderItems(merged, patch.filter(isPlainItem), original, key);
}

/** Items of a list of objects, merged by `key`; `$patch` in an item deletes it or replaces all. */
function mergeItems(
  original: readonly Json[],
  patch: readonly Json[],
  key: string,
  items: Schema,
): readonly Json[] {
  let result: Json[] = original.map((item) => item);
  const objects = patch.map((item) => {
    if (!isObject(item)) throw new StatusError(500, '', `expected a map, but received: ${item}`);
    return item;
  });
  if (objects.some((item) => item[directive] === 'replace')) {
    return objects.filter(isPlainItem).map(plain);
  }
  for (const item of objects) {
    const id = item[key];
    const command = item[directive];
    if (id === undefined) throw noMergeKey(item, key);
    if (command !== undefined && command !== 'delete') throw unknownPatchType(command, item);
    if (command === 'delete') result = result.filter((member) => !hasKey(member, key, id));
  }
  const places = new Map(result.map((member, i) => [isObject(member) ? member[key] : member, i]));
  for (const item of objects.filter(isPlainItem)) {
    const place = places.get(item[key]);
    const member = place === undefined ? undefined : result[place];
    if (place !== undefined && isObject(member)) result[place] = mergeObject(member, item, items);
    else {
      places.set(item[key], result.length);
      result.push(plain(item));
    }
  }
  return result;
}

/** `$setElementOrder/field` says the order of the items that the client knows of. */
function mergeOrdered(
  original: Json | undefined,
  patch: Json | undefined,
  order: Json | undefined,
  field: string,
  schema: Schema,
): readonly Json[] | undefined {
  if (!Array.isArray(order)) throw badRequest(badElementOrder);
  if (patch !== undefined && !Array.isArray(patch)) throw badRequest(badElementOrder);
  if (original === undefined && patch === undefined) return undefined;
  const { merge, items } = listSchema(schema, field);
  const live = Array.isArray(original) ? original : [];
  if (patch) checkOrder(patch, order, merge.mergeKey);
  const merged = patch ? mergeList(live, patch, merge, items) : live;
  return orderItems(merged, order, live, merge.mergeKey);
}

/** Items that a patch adds must be in the order list, in the same relative order. */
function checkOrder(patch: readonly Json[], order: readonly Json[], key: string | undefined): void {
  const wanted = patch.filter(isPlainItem).map((item) => identity(item, key));
  if (wanted.length === 0 || order.length === 0) return;
  const listed = order.map((item) => identity(item, key));
  let next = 0;
  for (const item of listed) if (next < wanted.length && deepEqual(item, wanted[next])) next += 1;
  if (next === wanted.length) return;
  const message = `The order in patch list:\n${goText(patch)}\n doesn't match ${orderPrefix} list:\n${goText(order)}\n\n`;
  throw new StatusError(500, '', message);
}

/** `$retainKeys` drops the members that it does not name (unions such as volume sources). */
function retained(original: JsonObject, patch: JsonObject): Members {
  const keys = patch[retainKeysDirective];
  if (keys === undefined) return { ...original };
  if (!Array.isArray(keys)) throw badRequest(badRetainKeys);
  const named = new Set<Json>(keys);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || key === retainKeysDirective) continue;
    if (key.startsWith(deletePrefix) || key.startsWith(orderPrefix)) continue;
    if (!named.has(key)) throw badRequest(badRetainKeys);
  }
  return Object.fromEntries(Object.entries(original).filter(([key]) => named.has(key)));
}

/** What a patch says about a place that is empty: without nulls and directives. */
function plain(patch: Json): Json {
  if (Array.isArray(patch)) return patch.filter(isPlainItem).map(plain);
  if (!isObject(patch)) return patch;
  const result: Members = {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined || isDirective(key)) continue;
    result[key] = plain(value);
  }
  return result;
}

function isDirective(key: string): boolean {
  return (
    key === directive ||
    key === retainKeysDirective ||
    key.startsWith(`${deletePrefix}/`) ||
    key.startsWith(`${orderPrefix}/`)
  );
}

function isPlainItem(item: Json): boolean {
  return !isObject(item) || item[directive] === undefined;
}

function hasKey(item: Json, key: string, value: Json): boolean {
  return isObject(item) && deepEqual(item[key], value);
}

function identity(item: Json, key: string | undefined): Json {
  if (key === undefined) return item;
  if (!isObject(item)) throw badRequest(badElementOrder);
  const value = item[key];
  if (value === undefined) throw noMergeKey(item, key);
  return value;
}

function union(original: readonly Json[], patch: readonly Json[]): readonly Json[] {
  return [...new Set([...original, ...patch])];
}

function includes(list: readonly Json[], item: Json): boolean {
  return list.some((member) => deepEqual(member, item));
}

function without(object: JsonObject, key: string): JsonObject {
  const { [key]: _gone, ...rest } = object;
  return rest;
}

function fieldOf(key: string, prefix: string): string {
  if (key.startsWith(`${prefix}/`)) return key.slice(prefix.length + 1);
  throw badRequest(prefix === orderPrefix ? badElementOrder : badPrimitiveList);
}

function childSchema(schema: Schema, key: string): Schema {
  const shape = resolve(schema);
  if (shape.kind === 'object') return shape.fields[key]?.schema ?? anything;
  return shape.kind === 'map' ? shape.values : anything;
}

function listSchema(schema: Schema, key: string): { merge: ListMerge; items: Schema } {
  const shape = resolve(childSchema(schema, key));
  return shape.kind === 'array' ? shape : { merge: {}, items: anything };
}

const anything: Schema = { kind: 'any' };

function noMergeKey(item: JsonObject, key: string): StatusError {
  const message = `map: ${goText(item)} does not contain declared merge key: ${key}`;
  return new StatusError(500, '', message);
}

function unknownPatchType(command: Json, patch: JsonObject): StatusError {
  return new StatusError(
    500,
    '',
    `unknown patch type: ${goText(command)} in map: ${goText(patch)}`,
  );
}

const badPrimitiveList = 'invalid patch format of primitive list';
const badElementOrder = 'invalid patch format of setElementOrder list';
const badRetainKeys = 'invalid patch format of retainKeys';
