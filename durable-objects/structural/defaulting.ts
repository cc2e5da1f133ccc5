import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import { additionalOf, itemsOf, type JSONSchemaProps } from './json-schema-props.ts';

/**
 * Fills in what a schema has defaults for; a null that may not be one is dropped, or becomes the
 * default. Gives the very same value when there is nothing to fill in. Follows
 * apiextensions-apiserver's schema/defaulting.
 */
export function withDefaults(value: Json, schema: JSONSchemaProps | undefined): Json {
  if (!schema) return value;
  if (Array.isArray(value)) return listWithDefaults(value, itemsOf(schema));
  return isObject(value) ? objectWithDefaults(value, schema) : value;
}

function listWithDefaults(list: readonly Json[], items: JSONSchemaProps | undefined): Json {
  if (!items) return list;
  const filled = list.map((item) =>
    withDefaults(isReplaced(item, items) ? copied(items) : item, items),
  );
  return filled.some((item, i) => item !== list[i]) ? filled : list;
}

function objectWithDefaults(value: JsonObject, schema: JSONSchemaProps): Json {
  const properties = schema.properties ?? {};
  const additional = additionalOf(schema);
  const filled: { [name: string]: Json | undefined } = {};
  let isChanged = false;
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const part = Object.hasOwn(properties, name) ? properties[name] : additional;
    if (member === null && part && !part.nullable && part.default === undefined) {
      isChanged = true;
      continue;
    }
    const next = withDefaults(part && isReplaced(member, part) ? copied(part) : member, part);
    if (next !== member) isChanged = true;
    filled[name] = next;
  }
  for (const [name, part] of Object.entries(properties)) {
    if (part.default === undefined || filled[name] !== undefined) continue;
    filled[name] = withDefaults(copied(part), part);
    isChanged = true;
  }
  return isChanged ? filled : value;
}

function isReplaced(value: Json, schema: JSONSchemaProps): boolean {
  return value === null && !schema.nullable && schema.default !== undefined;
}

function copied(schema: JSONSchemaProps): Json {
  return structuredClone(schema.default ?? null) as Json;
}
