import { type ObjectSchema, resolve, type Schema } from '../apimachinery/schema.ts';
import { fillZeroValues } from '../apimachinery/zero-values.ts';
import { isObject, type Json, type JsonObject, thaw } from '../lib/json.ts';
import type { Kinds } from './kinds.ts';
import { lastApplied } from './last-applied.ts';
import { compactUnsortedJson } from './print/json.ts';

/**
 * An object as Go writes a struct of its type: kind and apiVersion first, then the fields in the
 * order of their declaration, with the zero values that it doesn't leave out, maps sorted. Kinds
 * that are not known keep the order they have.
 */
export function typedObject(object: JsonObject, kinds: Kinds): JsonObject {
  const { kind, apiVersion, ...rest } = object;
  const resource = kinds.ofManifest(String(apiVersion), String(kind));
  const body = resource ? inOrder(filled(rest, resource.schema), resource.schema) : rest;
  return { kind, apiVersion, ...(isObject(body) ? body : rest) };
}

/** A typed object with itself in the annotation of apply's. */
export function typedAnnotated(object: JsonObject, kinds: Kinds): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  const own = isObject(metadata.annotations) ? metadata.annotations : {};
  const text = `${compactUnsortedJson(typedObject(object, kinds))}\n`;
  const annotations = { ...own, [lastApplied]: text };
  return typedObject({ ...object, metadata: { ...metadata, annotations } }, kinds);
}

function filled(body: JsonObject, schema: ObjectSchema): JsonObject {
  const draft = thaw<object>(body);
  fillZeroValues(schema as ObjectSchema<object>, draft);
  // It was JSON and has got empty values.
  return draft as JsonObject;
}

function inOrder(value: Json, schema: Schema): Json {
  const own = resolve(schema);
  if (Array.isArray(value))
    return own.kind === 'array' ? value.map((item: Json) => inOrder(item, own.items)) : value;
  if (!isObject(value)) return value;
  if (own.kind === 'object') {
    const known = Object.keys(own.fields);
    const keys = [...known, ...Object.keys(value).filter((key) => !known.includes(key))];
    return members(value, keys, (key) => own.fields[key]?.schema ?? { kind: 'any' });
  }
  const items: Schema = own.kind === 'map' ? own.values : { kind: 'any' };
  return members(value, Object.keys(value).sort(), () => items);
}

function members(
  value: JsonObject,
  keys: readonly string[],
  schemaOf: (key: string) => Schema,
): JsonObject {
  const result: { [key: string]: Json } = {};
  for (const key of keys) {
    const member = value[key];
    if (member !== undefined) result[key] = inOrder(member, schemaOf(key));
  }
  return result;
}
