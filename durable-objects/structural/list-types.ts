import {
  duplicateError,
  type FieldError,
  type FieldPath,
  invalidError,
} from '../apimachinery/field-error.ts';
import { canonical, isObject, type Json, type JsonObject } from '../lib/json.ts';
import { additionalOf, itemsOf, type JSONSchemaProps } from './json-schema-props.ts';

/** Items of sets, and keys of map-like lists, are there once (schema/listtype). */
export function listTypeErrors(
  value: Json,
  schema: JSONSchemaProps | undefined,
  at: FieldPath,
): readonly FieldError[] {
  if (!schema) return [];
  if (Array.isArray(value)) {
    const items = itemsOf(schema);
    return [
      ...repeated(value, schema, at),
      ...value.flatMap((item: Json, i) => listTypeErrors(item, items, at.index(i))),
    ];
  }
  if (!isObject(value)) return [];
  const additional = additionalOf(schema);
  return Object.entries(value).flatMap(([name, member]) => {
    if (member === undefined) return [];
    const property = schema.properties?.[name];
    if (property) return listTypeErrors(member, property, at.child(name));
    return listTypeErrors(member, additional, at.key(name));
  });
}

function repeated(
  list: readonly Json[],
  schema: JSONSchemaProps,
  at: FieldPath,
): readonly FieldError[] {
  switch (schema['x-kubernetes-list-type']) {
    case 'set':
      return duplicates(list.map(canonical)).map((i) => duplicateError(at.index(i), list[i]));
    case 'map': {
      const wrong = list.findIndex((item) => item !== null && !isObject(item));
      const text = 'must be an object for an array of list-type map';
      if (wrong >= 0) return [invalidError(at.index(wrong), list[wrong], text)];
      const keys = list.map((item) => keyOf(item, schema['x-kubernetes-list-map-keys'] ?? []));
      return duplicates(keys.map(canonical)).map((i) => duplicateError(at.index(i), keys[i]));
    }
    default:
      return [];
  }
}

function keyOf(item: Json, names: readonly string[]): JsonObject {
  if (!isObject(item)) return {};
  return Object.fromEntries(
    names.filter((name) => item[name] !== undefined).map((name) => [name, item[name]]),
  );
}

/** Where a text stands for the second time; further times are not counted. */
function duplicates(texts: readonly string[]): readonly number[] {
  const times = new Map<string, number>();
  return texts.flatMap((text, i) => {
    const before = times.get(text) ?? 0;
    times.set(text, before + 1);
    return before === 1 ? [i] : [];
  });
}
