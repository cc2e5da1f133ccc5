import { isObject } from '../lib/json.ts';
import { type Field, type ObjectSchema, resolve, type Schema } from './schema.ts';

/**
 * Fills what a manifest left out and what every stored object has: empty objects, and the zero
 * values of required fields, which is what Go's decoder leaves in a struct. Scalars that are
 * defaulted (`present`) stay absent for the kind's own defaults; metadata is the registry's.
 */
export function fillZeroValues<T extends object>(schema: ObjectSchema<T>, draft: T): void {
  fillFields(schema, draft as { [name: string]: unknown });
}

interface Fillable {
  readonly name: string;
  readonly field: Field;
}

/** By schema, which is never changed: every write of an object fills it, most fields are scalars. */
const fillables = new WeakMap<ObjectSchema, readonly Fillable[]>();

/** The fields that have a zero value or parts of their own. */
function fillablesOf(schema: ObjectSchema): readonly Fillable[] {
  let found = fillables.get(schema);
  if (!found) {
    found = Object.entries(schema.fields)
      .map(([name, field]) => ({ name, field }))
      .filter(({ field }) => zeroOf(field) !== undefined || hasParts(field.schema));
    fillables.set(schema, found);
  }
  return found;
}

function hasParts(schema: Schema): boolean {
  const shape = resolve(schema);
  if (shape.kind === 'array') return hasParts(shape.items);
  return shape.kind === 'map' ? hasParts(shape.values) : shape.kind === 'object';
}

function fillFields(schema: ObjectSchema, draft: { [name: string]: unknown }): void {
  for (const { name, field } of fillablesOf(schema)) {
    let value = draft[name];
    if (value === undefined || value === null) {
      value = zeroOf(field);
      if (value === undefined) continue;
      draft[name] = value;
    }
    fillValue(field.schema, value);
  }
}

function fillValue(schema: Schema, value: unknown): void {
  const shape = resolve(schema);
  if (shape.kind === 'object') {
    if (isObject(value)) fillFields(shape, value as { [name: string]: unknown });
  } else if (shape.kind === 'array') {
    if (Array.isArray(value)) for (const item of value) fillValue(shape.items, item);
  } else if (shape.kind === 'map' && isObject(value)) {
    for (const member of Object.values(value)) fillValue(shape.values, member);
  }
}

function zeroOf(field: Field): unknown {
  if (field.presence === 'optional') return undefined;
  const shape = resolve(field.schema);
  if ('pointer' in shape && shape.pointer) return undefined;
  if (shape.kind === 'object') return {};
  if (field.presence === 'present' && !field.always) return undefined;
  switch (shape.kind) {
    case 'array':
      return [];
    case 'map':
      return {};
    case 'string':
      return '';
    case 'int32':
    case 'int64':
    case 'double':
    case 'intOrString':
      return 0;
    case 'boolean':
      return false;
    default:
      return undefined;
  }
}
