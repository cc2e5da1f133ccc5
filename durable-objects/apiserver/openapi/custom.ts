import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import type { DescribedResource } from './paths.ts';
import type { Draft, Prefix } from './schemas.ts';

/** What every resource has, as references into the document and with its texts. */
export interface CommonParts {
  readonly apiVersion: Draft;
  readonly kind: Draft;
  readonly metadata: Draft;
}

/**
 * The definition of a kind that an object defines: its own schema with what every object has.
 * Follows apiextensions-apiserver's controller/openapi/builder.
 */
export function customDefinition(
  resource: DescribedResource,
  prefix: Prefix,
  common: CommonParts,
): Draft {
  const { group, version, kind, openapi = {}, selectable } = resource;
  const isVersion2 = prefix === '#/definitions/';
  const fields = Object.keys(selectable ?? {});
  return {
    ...rootOf(openapi, isVersion2, common),
    'x-kubernetes-group-version-kind': [{ group, kind, version }],
    ...(fields.length > 0
      ? { 'x-kubernetes-selectable-fields': fields.map((fieldPath) => ({ fieldPath })) }
      : {}),
  };
}

function rootOf(schema: JsonObject, isVersion2: boolean, common: CommonParts): Draft {
  if (isVersion2 && schema['x-kubernetes-preserve-unknown-fields'] === true)
    return { type: 'object' };
  const published = partOf(schema, isVersion2, common);
  const properties = isObject(published.properties) ? published.properties : {};
  return { ...published, properties: { ...properties, ...common } };
}

function partOf(schema: JsonObject, isVersion2: boolean, common: CommonParts): Draft {
  const part = (value: Json): Json => (isObject(value) ? partOf(value, isVersion2, common) : value);
  const result: Draft = {};
  for (const [name, value] of Object.entries(isVersion2 ? plain(schema) : schema)) {
    if (value === undefined) continue;
    if (name === 'items' || name === 'additionalProperties' || name === 'not')
      result[name] = part(value);
    else if (name === 'properties' && isObject(value)) result[name] = mapped(value, part);
    else if (junctions.has(name) && Array.isArray(value)) result[name] = value.map(part);
    else result[name] = value;
  }
  const isEmbedded = schema['x-kubernetes-embedded-resource'] === true;
  if (!isEmbedded || (isVersion2 && schema['x-kubernetes-preserve-unknown-fields'])) return result;
  const properties = isObject(result.properties) ? result.properties : {};
  const required = Array.isArray(result.required) ? (result.required as readonly Json[]) : [];
  const missing = ['kind', 'apiVersion'].filter((name) => !required.includes(name));
  return {
    ...result,
    properties: { ...properties, ...common },
    required: [...required, ...missing],
  };
}

const junctions = new Set(['allOf', 'anyOf', 'oneOf']);

/** Version 2 of OpenAPI has fewer words; what it has no word for is left out. */
function plain(schema: JsonObject): JsonObject {
  const { allOf: _all, anyOf: _any, oneOf: _one, not: _not, nullable, ...rest } = schema;
  const isOpen = nullable === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
  const {
    type,
    items: _items,
    properties: _properties,
    additionalProperties: _more,
    ...bare
  } = rest;
  if (isOpen) return bare;
  if (schema['x-kubernetes-int-or-string'] !== true) return rest;
  return type === undefined ? rest : bare;
}

function mapped(object: JsonObject, change: (value: Json) => Json): Draft {
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, change(value)]],
    ),
  );
}
