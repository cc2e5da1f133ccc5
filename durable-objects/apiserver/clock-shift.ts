import { type Field, resolve, type Schema } from '../apimachinery/schema.ts';
import {
  type Duration,
  formatMicroTime,
  formatTime,
  parseTime,
  toSeconds,
} from '../lib/instant.ts';
import { isObject } from '../lib/json.ts';

/**
 * A stored value as the API shows it: every time-typed field lies `clockSkipped` earlier. The
 * shift is cut to whole seconds, so that moving out and back in again changes nothing.
 */
export function outgoing<T>(schema: Schema, value: T, clockSkipped: Duration): T {
  const by = toSeconds(clockSkipped);
  return by === 0 ? value : (shift(schema, value, -by) as T);
}

/** What a client sent as the store keeps it: every time-typed field lies `clockSkipped` later. */
export function incoming<T>(schema: Schema, value: T, clockSkipped: Duration): T {
  const by = toSeconds(clockSkipped);
  return by === 0 ? value : (shift(schema, value, by) as T);
}

function shift(schema: Schema, value: unknown, by: Duration): unknown {
  if (value === undefined || value === null) return value;
  const shape = resolve(schema);
  switch (shape.kind) {
    case 'time':
    case 'microTime': {
      const at = typeof value === 'string' ? parseTime(value) : undefined;
      if (at === undefined) return value;
      return shape.kind === 'time' ? formatTime(at + by) : formatMicroTime(at + by);
    }
    case 'array': {
      if (!Array.isArray(value) || !hasTimes(shape.items)) return value;
      return value.map((item) => shift(shape.items, item, by));
    }
    case 'map': {
      if (!isObject(value) || !hasTimes(shape.values)) return value;
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, shift(shape.values, member, by)]),
      );
    }
    case 'object': {
      if (!isObject(value)) return value;
      const result: { [key: string]: unknown } = { ...value };
      for (const [name, field] of timedFields(shape.fields)) {
        if (result[name] !== undefined) result[name] = shift(field.schema, result[name], by);
      }
      return result;
    }
    default:
      return value;
  }
}

type FieldTable = { readonly [name: string]: Field };

/** Which fields hold times somewhere: found once per schema, so that a shift costs little. */
const timed = new WeakMap<FieldTable, readonly (readonly [string, Field])[]>();

function timedFields(fields: FieldTable): readonly (readonly [string, Field])[] {
  let found = timed.get(fields);
  if (!found) {
    // A schema that contains itself is taken to have times while it is being looked at.
    timed.set(fields, Object.entries(fields));
    found = Object.entries(fields).filter(([, field]) => hasTimes(field.schema));
    timed.set(fields, found);
  }
  return found;
}

function hasTimes(schema: Schema): boolean {
  const shape = resolve(schema);
  switch (shape.kind) {
    case 'time':
    case 'microTime':
      return true;
    case 'array':
      return hasTimes(shape.items);
    case 'map':
      return hasTimes(shape.values);
    case 'object':
      return timedFields(shape.fields).length > 0;
    default:
      return false;
  }
}
