import { describe, expect, test } from 'vitest';
import { objectMeta } from '../../apimachinery/meta.ts';
import { defineResource } from '../../apimachinery/resource.ts';
import {
  array,
  type Infer,
  int32,
  intOrString,
  map,
  object,
  present,
  quantity,
  required,
  string,
} from '../../apimachinery/schema.ts';
import { Query } from '../query.ts';
import { lazyDescriptions } from './descriptions.ts';
import {
  type Document,
  openapiV2,
  openapiV2Protobuf,
  openapiV3,
  openapiV3Index,
} from './openapi.ts';
import { serveOpenapi } from './serve.ts';

const part = object('io.k8s.api.apps.v1.Part', { name: required(string()), port: intOrString() });
const strategy = object('io.k8s.api.apps.v1.Strategy', { type: string() }, { retainKeys: true });
const selector = object('io.k8s.api.apps.v1.Selector', { labels: map(string()) }, { atomic: true });
const thingSchema = object('io.k8s.api.apps.v1.Thing', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(
    object('io.k8s.api.apps.v1.ThingSpec', {
      replicas: present(int32()),
      parts: array(part, {
        patch: 'merge',
        mergeKey: 'name',
        list: 'map',
        mapKeys: ['name'],
        retainKeys: true,
      }),
      selector: required(selector),
      strategy,
      requests: map(quantity()),
    }),
  ),
});
type Thing = Infer<typeof thingSchema>;
const things = defineResource<Thing>({
  group: 'apps',
  version: 'v1',
  kind: 'Thing',
  plural: 'things',
  namespaced: true,
  schema: thingSchema,
  strategy: { setDefaults() {}, validate: () => [], validateUpdate: () => [] },
  table: { columns: [], cells: () => [] },
  subresources: {
    status: true,
    scale: {
      read: (thing) => ({ replicas: thing.spec.replicas, statusReplicas: 0, selector: '' }),
      write() {},
    },
    connect: { log: { kind: 'Thing', verbs: ['get'] } },
  },
});
const texts = {
  texts: ['A thing.', 'How many.', 'How it is done.', 'By name.'],
  definitions: {
    'io.k8s.api.apps.v1.Thing': { '': 0 },
    'io.k8s.api.apps.v1.ThingSpec': { replicas: 1, strategy: 2 },
    'io.k8s.api.apps.v1.Part': { name: [3, 'A', 'B'] },
  },
};
const described = {
  resources: [things],
  descriptions: lazyDescriptions(JSON.stringify(texts), 'a'),
};

const read = (document: Document | undefined): Node => JSON.parse(String(document?.body ?? 'null'));
type Node = { readonly [key: string]: Node };
const document = read(openapiV3(described, 'apps', 'v1'));
const version2 = read(openapiV2(described));

describe('a document of version 3', () => {
  const schemas = document.components?.schemas;

  test('names the kind', () => {
    const kinds = [{ group: 'apps', kind: 'Thing', version: 'v1' }];
    expect(schemas?.['io.k8s.api.apps.v1.Thing']?.['x-kubernetes-group-version-kind']).toEqual(
      kinds,
    );
  });

  test('describes members with their merge rules', () => {
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    expect(schemas?.['io.k8s.api.apps.v1.ThingSpec']).toEqual({
      type: 'object',
      required: ['selector'],
      properties: {
        parts: {
          type: 'array',
          items: { allOf: [ref('io.k8s.api.apps.v1.Part')], default: {} },
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          'x-kubernetes-patch-strategy': 'merge,retainKeys',
          'x-kubernetes-patch-merge-key': 'name',
        },
        replicas: { description: 'How many.', type: 'integer', format: 'int32' },
        requests: {
          type: 'object',
          additionalProperties: ref('io.k8s.apimachinery.pkg.api.resource.Quantity'),
        },
        selector: { allOf: [ref('io.k8s.api.apps.v1.Selector')], default: {} },
        strategy: {
          description: 'How it is done.',
          allOf: [ref('io.k8s.api.apps.v1.Strategy')],
          'x-kubernetes-patch-strategy': 'retainKeys',
        },
      },
    });
    expect(schemas?.['io.k8s.api.apps.v1.Selector']?.['x-kubernetes-map-type']).toBe('atomic');
  });

  test('tells what texts and values there are', () => {
    expect(schemas?.['io.k8s.api.apps.v1.Thing']?.description).toBe('A thing.');
    expect(schemas?.['io.k8s.api.apps.v1.Part']?.properties?.name).toEqual({
      description: 'By name.',
      type: 'string',
      enum: ['A', 'B'],
      default: '',
    });
  });

  test('lists every path', () => {
    expect(Object.keys(document.paths ?? {}).sort()).toEqual([
      '/apis/apps/v1/namespaces/{namespace}/things',
      '/apis/apps/v1/namespaces/{namespace}/things/{name}',
      '/apis/apps/v1/namespaces/{namespace}/things/{name}/log',
      '/apis/apps/v1/namespaces/{namespace}/things/{name}/scale',
      '/apis/apps/v1/namespaces/{namespace}/things/{name}/status',
      '/apis/apps/v1/things',
    ]);
  });

  test.each(['post', 'put', 'patch'])('%s takes fieldValidation and dryRun', (verb) => {
    const operations = Object.values(document.paths ?? {}).flatMap((path) => path[verb] ?? []);
    expect(operations.length).toBeGreaterThan(0);
    for (const { parameters } of operations)
      expect(Object.values(parameters ?? {}).map(({ name }) => name)).toEqual(
        expect.arrayContaining(['dryRun', 'fieldManager', 'fieldValidation']),
      );
  });
});

test.each([
  ['3', document, document.components?.schemas],
  ['2', version2, version2.definitions],
])('every reference of version %s leads somewhere', (_version, whole, definitions) => {
  const names = [...JSON.stringify(whole).matchAll(/"\$ref":"#\/[a-z/]*\/([^"]+)"/g)];
  expect(names.length).toBeGreaterThan(10);
  for (const [, name] of names) expect(definitions).toHaveProperty([name ?? '']);
});

test('version 2 has texts beside references, and both forms tell the same', () => {
  const strategyOf = version2.definitions?.['io.k8s.api.apps.v1.ThingSpec']?.properties?.strategy;
  expect(strategyOf).toEqual({
    description: 'How it is done.',
    $ref: '#/definitions/io.k8s.api.apps.v1.Strategy',
    'x-kubernetes-patch-strategy': 'retainKeys',
  });
  const bytes = String.fromCharCode(...new Uint8Array(openapiV2Protobuf(described).body as never));
  for (const said of ['A thing.', 'How it is done.', '[{"group":"apps","kind":"Thing"'])
    expect(bytes).toContain(said);
});

describe('digests', () => {
  const digestOfThings = (more: Partial<typeof described>): string | undefined =>
    openapiV3({ ...described, ...more }, 'apps', 'v1')?.digest;

  test('are named by the index and change with the document', () => {
    const place = (read(openapiV3Index(described)) as unknown as Index).paths['apis/apps/v1'];
    expect(place?.serverRelativeURL).toBe(`/openapi/v3/apis/apps/v1?hash=${digestOfThings({})}`);
    expect(digestOfThings({})).toMatch(/^[0-9A-F]{32}$/);
    expect(digestOfThings({ resources: [{ ...things, plural: 'objects' }] })).not.toBe(
      digestOfThings({}),
    );
    const others = lazyDescriptions(JSON.stringify(texts), 'b');
    expect(digestOfThings({ descriptions: others })).not.toBe(digestOfThings({}));
    expect(openapiV3(described, 'batch', 'v1')).toBeUndefined();
  });

  const ask = (query: string, headers: { readonly [name: string]: string } = {}) => {
    const path = '/openapi/v3/apis/apps/v1';
    const request = { method: 'GET', path, query, headers };
    return serveOpenapi(['v3', 'apis', 'apps', 'v1'], request, new Query(query), described);
  };
  const digest = digestOfThings({});

  test.each([
    ['nothing', '', {}, 200, 'no-cache, private'],
    ['its hash', `hash=${digest}`, {}, 200, 'public, immutable'],
    ['an old hash', 'hash=1', {}, 301, undefined],
    ['its ETag', '', { 'if-none-match': `"${digest}"` }, 304, 'no-cache, private'],
  ])('a request with %s', (_title, query, headers, status, caching) => {
    const reply = ask(query, headers);
    expect([reply?.status, reply?.headers['cache-control']]).toEqual([status, caching]);
    if (status === 301)
      expect(reply?.headers.location).toBe(`/openapi/v3/apis/apps/v1?hash=${digest}`);
  });
});

interface Index {
  readonly paths: { readonly [path: string]: { readonly serverRelativeURL: string } };
}
