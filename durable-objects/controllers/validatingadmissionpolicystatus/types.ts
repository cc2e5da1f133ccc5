import { type ObjectSchema, resolve, type Schema } from '../../apimachinery/schema.ts';
import {
  bool,
  bytes,
  type CelType,
  double,
  dyn,
  int,
  listOf,
  mapOf,
  string,
  timestamp,
} from '../../cel/types.ts';

const types = new WeakMap<Schema, CelType>();

/** What expressions know of a value of this schema (apiserver/pkg/cel/common/schemas.go). */
export function typeOfSchema(schema: Schema, name: string): CelType {
  let type = types.get(schema);
  if (!type) {
    type = newType(schema, name);
    types.set(schema, type);
  }
  return type;
}

function newType(schema: Schema, name: string): CelType {
  const shape = resolve(schema);
  switch (shape.kind) {
    case 'object':
      return objectType(shape, name);
    case 'array':
      return listOf(typeOfSchema(shape.items, `${name}.@idx`));
    case 'map':
      return mapOf(string, typeOfSchema(shape.values, `${name}.@elem`));
    case 'int32':
    case 'int64':
      return int;
    case 'double':
      return double;
    case 'boolean':
      return bool;
    case 'bytes':
      return bytes;
    case 'time':
    case 'microTime':
      return timestamp;
    case 'string':
    case 'quantity':
      return string;
    default:
      return dyn;
  }
}

/** Fields' types are found when they are asked for: a schema may contain itself. */
function objectType({ fields, keepsUnknown }: ObjectSchema, name: string): CelType {
  return {
    kind: 'object',
    name,
    field(field) {
      const own = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (own) return typeOfSchema(own.schema, `${name}.${field}`);
      return keepsUnknown ? dyn : undefined;
    },
  };
}
