import { isObject, type Json } from '../lib/json.ts';
import { type ObjectSchema, resolve, type Schema } from './schema.ts';

/**
 * An object as upstream writes it: members in the order of Go's struct, and `null` for the times
 * that have no `omitempty` to leave them out. What the schema does not know stays, at the end.
 */
export function encode(of: Schema, value: Json): Json {
  const schema = resolve(of);
  switch (schema.kind) {
    case 'array':
      return isList(value) ? value.map((item) => encode(schema.items, item)) : value;
    case 'map': {
      if (!isObject(value)) return value;
      const result: { [name: string]: Json } = {};
      for (const [key, member] of Object.entries(value))
        if (member !== undefined) result[key] = encode(schema.values, member);
      return result;
    }
    case 'object':
      return isObject(value) ? encodeObject(schema, value) : value;
    default:
      return value;
  }
}

function encodeObject(
  schema: ObjectSchema,
  value: { readonly [name: string]: Json | undefined },
): Json {
  const result: { [name: string]: Json } = {};
  for (const { name, parts, isNullWhenAbsent } of membersOf(schema)) {
    const member = value[name];
    if (member === undefined || (member === null && !schema.loose)) {
      if (isNullWhenAbsent) result[name] = null;
    } else result[name] = parts ? encode(parts, member) : member;
  }
  for (const [name, member] of Object.entries(value))
    if (member !== undefined && !Object.hasOwn(schema.fields, name)) result[name] = member;
  return result;
}

interface Member {
  readonly name: string;
  /** How what is in it is written; absent for a scalar, which is written as it is. */
  readonly parts?: Schema;
  readonly isNullWhenAbsent: boolean;
}

/** By schema, which is never changed: a list encodes the same few kinds thousands of times. */
const members = new WeakMap<ObjectSchema, readonly Member[]>();

function membersOf(schema: ObjectSchema): readonly Member[] {
  let found = members.get(schema);
  if (!found) {
    found = Object.entries(schema.fields).map(([name, field]): Member => {
      const type = resolve(field.schema);
      const isNullWhenAbsent = 'nullWhenAbsent' in type && type.nullWhenAbsent === true;
      const hasParts = type.kind === 'array' || type.kind === 'map' || type.kind === 'object';
      return { name, isNullWhenAbsent, ...(hasParts ? { parts: type } : {}) };
    });
    members.set(schema, found);
  }
  return found;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
