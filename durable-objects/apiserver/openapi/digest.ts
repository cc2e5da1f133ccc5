import { resolve, type Schema } from '../../apimachinery/schema.ts';
import { fnv1a } from '../../lib/fnv.ts';
import { encodeUtf8 } from '../../lib/utf8.ts';
import type { DescribedResource } from './paths.ts';

/** To be raised when documents of the same kinds and texts look different. */
const edition = 3;

/**
 * 128 bits in upper case that change with the document of these kinds. A document itself is dear
 * to make, and the index names the digests of all of them.
 */
export function digestOf(resources: readonly DescribedResource[], descriptions: string): string {
  const text = JSON.stringify([edition, descriptions, resources.map(shapeOf)]);
  const bytes = encodeUtf8(text);
  return [0, 1, 2, 3]
    .map((seed) =>
      fnv1a(bytes, 0x811c9dc5 ^ seed)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('')
    .toUpperCase();
}

function shapeOf(resource: DescribedResource): unknown {
  const { group, version, kind, plural, namespaced, subresources, schema, verbs } = resource;
  const { status, scale, connect } = subresources;
  const parts = [status === true, scale !== undefined, connect ?? null];
  const published = resource.openapi ? [textDigest(resource.openapi)] : [];
  const verbsOf = verbs ?? null;
  const own = schemaDigest(schema);
  return [group, version, kind, plural, namespaced, parts, verbsOf, own, ...published];
}

const texts = new WeakMap<object, number>();

/** A number that changes with a schema that is published as it is. */
function textDigest(openapi: object): number {
  const known = texts.get(openapi) ?? fnv1a(encodeUtf8(JSON.stringify(openapi)));
  texts.set(openapi, known);
  return known;
}

const digests = new WeakMap<Schema, number>();

/** A number that changes with anything below a schema. */
function schemaDigest(of: Schema): number {
  const schema = resolve(of);
  const known = digests.get(schema);
  if (known !== undefined) return known;
  // What contains itself counts as nothing the second time.
  digests.set(schema, 0);
  const digest = fnv1a(encodeUtf8(JSON.stringify(partsOf(schema))));
  digests.set(schema, digest);
  return digest;
}

function partsOf(schema: ReturnType<typeof resolve>): unknown {
  if (schema.kind === 'array') return [schema.merge, schemaDigest(schema.items)];
  if (schema.kind === 'map') return ['map', schemaDigest(schema.values), schema.atomic === true];
  if (schema.kind !== 'object') return [schema.kind, schema.values ?? null];
  const fields = Object.entries(schema.fields).map(([name, field]) => [
    name,
    field.presence,
    field.always === true,
    schemaDigest(field.schema),
  ]);
  return [schema.name, schema.atomic === true, schema.retainKeys === true, fields];
}
