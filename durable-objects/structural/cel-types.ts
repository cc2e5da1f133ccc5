import {
  bool,
  bytes,
  type CelType,
  double,
  duration,
  dyn,
  int,
  listOf,
  mapOf,
  type ObjectType,
  string,
  timestamp,
} from '../cel/types.ts';
import { additionalOf, itemsOf, type JSONSchemaProps, propertiesOf } from './json-schema-props.ts';

/**
 * The type that expressions see of a schema; undefined for what they can't see. Follows
 * apiserver/pkg/cel/common/schemas.go. `isResource`: with apiVersion, kind and metadata's names.
 */
export function celTypeOf(
  schema: JSONSchemaProps,
  name: string,
  isResource: boolean,
): CelType | undefined {
  if (schema['x-kubernetes-int-or-string']) return dyn;
  switch (schema.type) {
    case 'array': {
      const items = itemsOf(schema);
      const element = items && celTypeOf(items, `${name}.@idx`, isEmbedded(items));
      return element && listOf(element);
    }
    case 'object': {
      const values = additionalOf(schema);
      if (!values) return objectType(schema, name, isResource);
      const value = celTypeOf(values, `${name}.@elem`, isEmbedded(values));
      return value && mapOf(string, value);
    }
    case 'string':
      return formats[schema.format ?? ''] ?? string;
    case 'boolean':
      return bool;
    case 'number':
      return double;
    case 'integer':
      return int;
    default:
      return undefined;
  }
}

const formats: { readonly [format: string]: CelType | undefined } = {
  byte: bytes,
  duration,
  date: timestamp,
  'date-time': timestamp,
};

const metadataType: ObjectType = {
  kind: 'object',
  name: 'metadata',
  field: (name) => (name === 'name' || name === 'generateName' ? string : undefined),
};

function objectType(schema: JSONSchemaProps, name: string, isResource: boolean): ObjectType {
  const fields = new Map<string, CelType>();
  const jsonNames = new Map<string, string>();
  for (const [key, property] of propertiesOf(schema)) {
    const escaped = escapeName(key);
    const type = celTypeOf(property, `${name}.${escaped ?? key}`, isEmbedded(property));
    if (escaped === undefined || !type) continue;
    fields.set(escaped, type);
    jsonNames.set(escaped, key);
  }
  if (isResource) {
    fields.set('apiVersion', string);
    fields.set('kind', string);
    fields.set('metadata', metadataType);
  }
  return {
    kind: 'object',
    name,
    field: (field) => fields.get(field),
    jsonName: (field) => jsonNames.get(field) ?? field,
  };
}

function isEmbedded(schema: JSONSchemaProps): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}

const reserved = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** A property's name as an identifier: `a-b` is `a__dash__b`. Undefined when it can't be one. */
export function escapeName(name: string): string | undefined {
  if (reserved.has(name)) return `__${name}__`;
  if (!/^[A-Za-z_][A-Za-z0-9_./-]*$/.test(name)) return undefined;
  return name
    .replaceAll('__', '__underscores__')
    .replaceAll('.', '__dot__')
    .replaceAll('-', '__dash__')
    .replaceAll('/', '__slash__');
}
