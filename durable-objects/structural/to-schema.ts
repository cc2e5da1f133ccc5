import { objectMeta } from '../apimachinery/meta.ts';
import type { Field, ListMerge, ObjectSchema, ScalarKind, Schema } from '../apimachinery/schema.ts';
import { additionalOf, itemsOf, type JSONSchemaProps, propertiesOf } from './json-schema-props.ts';

/**
 * A structural schema as the machinery's own: decoding drops and names unknown fields, keeps
 * everything else as it is (validation says what is wrong with it), and server-side apply finds
 * its lists' types. `isResource`: apiVersion, kind and metadata are there without being declared.
 */
export function toSchema(props: JSONSchemaProps, name: string, isResource: boolean): ObjectSchema {
  const fields: { [name: string]: Field } = {};
  for (const [key, property] of propertiesOf(props))
    fields[key] = member(typeOf(property, `${name}.${key}`));
  if (isResource) {
    fields.apiVersion = member({ kind: 'string', loose: true });
    fields.kind = member({ kind: 'string', loose: true });
    fields.metadata = { schema: objectMeta, presence: 'optional' };
  }
  return {
    kind: 'object',
    name,
    fields: sorted(fields),
    loose: true,
    ...(keepsUnknown(props) ? { keepsUnknown: true } : {}),
    ...(props['x-kubernetes-map-type'] === 'atomic' ? { atomic: true } : {}),
  };
}

function typeOf(props: JSONSchemaProps, name: string): Schema {
  if (props['x-kubernetes-int-or-string']) return scalar('intOrString');
  if (props['x-kubernetes-embedded-resource']) return toSchema(props, name, true);
  switch (props.type) {
    case 'object': {
      const values = additionalOf(props);
      if (!values && props.additionalProperties !== true) return toSchema(props, name, false);
      return {
        kind: 'map',
        loose: true,
        values: values ? typeOf(values, `${name}.*`) : scalar('any'),
        ...(props['x-kubernetes-map-type'] === 'atomic' ? { atomic: true } : {}),
      };
    }
    case 'array': {
      const items = itemsOf(props);
      return {
        kind: 'array',
        loose: true,
        items: items ? typeOf(items, `${name}[]`) : scalar('any'),
        merge: listMerge(props),
      };
    }
    case 'string':
      return scalar('string');
    case 'integer':
      return scalar('int64');
    case 'number':
      return scalar('double');
    case 'boolean':
      return scalar('boolean');
    default:
      return propertiesOf(props).length > 0 ? toSchema(props, name, false) : scalar('any');
  }
}

function listMerge(props: JSONSchemaProps): ListMerge {
  const type = props['x-kubernetes-list-type'];
  if (type === 'map') {
    const mapKeys = props['x-kubernetes-list-map-keys'] ?? [];
    const items = itemsOf(props);
    const keyDefaults = Object.fromEntries(
      (items ? propertiesOf(items) : [])
        .filter(([key]) => mapKeys.includes(key))
        .flatMap(([key, { default: value }]) => (isScalar(value) ? [[key, value] as const] : [])),
    );
    return { list: 'map', mapKeys, keyDefaults };
  }
  return { list: type === 'set' ? 'set' : 'atomic' };
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function keepsUnknown(props: JSONSchemaProps): boolean {
  return props['x-kubernetes-preserve-unknown-fields'] === true;
}

function scalar(kind: ScalarKind): Schema {
  return { kind, loose: true };
}

function member(schema: Schema): Field {
  return { schema, presence: 'optional' };
}

function sorted<T>(fields: { readonly [name: string]: T }): { [name: string]: T } {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
}
