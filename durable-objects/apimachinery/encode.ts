import { isObject, type Json } from '../lib/json.ts';
import { resolve, type Schema } from './schema.ts';

/**
 * An object as upstream writes it: members in the order of Go's struct, and `null` for the times
 * that have no `omitempty` to leave them out. What the schema does not know stays, at the end.
 */
export function encode(of: Schema, value: Json): Json {
  const schema = resolve(of);
  if (schema.kind === 'array' && isList(value))
    return value.map((item) => encode(schema.items, item));
  if (!isObject(value)) return value;
  const result: { [name: string]: Json } = {};
  const put = (name: string, member: Json | undefined, type?: Schema): void => {
    if (member !== undefined) result[name] = type ? encode(type, member) : member;
  };
  if (schema.kind === 'map')
    for (const [key, member] of Object.entries(value)) put(key, member, schema.values);
  else if (schema.kind === 'object') {
    for (const [name, field] of Object.entries(schema.fields)) {
      const type = resolve(field.schema);
      const absent = 'nullWhenAbsent' in type && type.nullWhenAbsent ? null : undefined;
      put(name, value[name] ?? absent, field.schema);
    }
    for (const [name, member] of Object.entries(value))
      if (!Object.hasOwn(schema.fields, name)) put(name, member);
  } else return value;
  return result;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
