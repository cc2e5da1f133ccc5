import * as clientNode from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { type ObjectSchema, resolve, type Schema } from '../apimachinery/schema.ts';
import { servedResources } from '../apimachinery/version.ts';
import { allResources } from './index.ts';

/** How the official client describes a member of a class. */
interface Attribute {
  readonly baseName: string;
  readonly type: string;
  readonly format: string;
}

const classes = new Map(
  Object.entries(clientNode).filter(
    (entry): entry is [string, { getAttributeTypeMap(): Attribute[] } & (typeof entry)[1]] =>
      typeof entry[1] === 'function' && 'getAttributeTypeMap' in entry[1],
  ),
);

const upstream = [
  ...objects(servedResources(allResources).map((resource) => resource.schema)),
].filter(({ name }) => !name.startsWith('dev.labset.') && !name.startsWith('io.k8s.metrics.'));

describe('schemas have the fields of the official client', () => {
  test('all kinds and what they contain are compared', () => {
    expect(upstream.length).toBeGreaterThan(200);
  });

  test.each(upstream.map((schema) => [schema.name, schema] as const))('%s', (name, schema) => {
    const own = Object.entries(schema.fields).map(
      ([field, { schema: type }]) => `${field}: ${typeText(type)}`,
    );
    const theirs = attributesOf(name).map(
      ({ baseName, type, format }) => `${baseName}: ${clientTypeText(type, format)}`,
    );
    expect(own.sort()).toEqual(theirs.sort());
  });
});

function attributesOf(name: string): Attribute[] {
  const parts = name.split('.');
  const [group, version, kind] = [parts.at(-3), parts.at(-2), parts.at(-1)];
  const versioned = `${version?.toUpperCase()}${kind}`;
  const prefix = `${group?.charAt(0).toUpperCase()}${group?.slice(1)}`;
  const found = classes.get(`${prefix}${versioned}`) ?? classes.get(versioned);
  return found?.getAttributeTypeMap() ?? [];
}

function* objects(roots: readonly Schema[]): Iterable<ObjectSchema> {
  const seen = new Set<Schema>();
  const left = [...roots];
  for (let next = left.pop(); next; next = left.pop()) {
    const schema = resolve(next);
    if (seen.has(schema)) continue;
    seen.add(schema);
    if (schema.kind === 'array') left.push(schema.items);
    else if (schema.kind === 'map') left.push(schema.values);
    else if (schema.kind === 'object') {
      yield schema;
      left.push(...Object.values(schema.fields).map((field) => field.schema));
    }
  }
}

/** The type in the client's words, as far as the client tells types apart. */
function typeText(of: Schema): string {
  const schema = resolve(of);
  if (schema.kind === 'array') return `list of ${typeText(schema.items)}`;
  if (schema.kind === 'map') return `map of ${typeText(schema.values)}`;
  // The client has no class for what has no fields.
  if (schema.kind === 'object' && Object.keys(schema.fields).length === 0) return 'any';
  if (schema.kind === 'object') return schema.name.split('.').at(-1) ?? '';
  return scalarTexts[schema.kind] ?? schema.kind;
}

const scalarTexts: { readonly [kind: string]: string } = {
  quantity: 'string',
  microTime: 'micro time',
  fields: 'any',
};

function clientTypeText(type: string, format: string): string {
  const list = /^Array<(.*)>$/.exec(type);
  if (list) return `list of ${clientTypeText(list[1] ?? '', format)}`;
  const map = /^\{ \[key: string\]: (.*); \}$/.exec(type);
  if (map) return `map of ${clientTypeText(map[1] ?? '', format)}`;
  if (format === 'byte') return 'bytes';
  if (type === 'number') return format;
  if (type === 'Date') return 'time';
  if (type === 'V1MicroTime') return 'micro time';
  if (type === 'IntOrString') return 'intOrString';
  return type.replace(/^[A-Z][a-z]*V[12](?=[A-Z])|^V[12](?=[A-Z])/, '');
}
