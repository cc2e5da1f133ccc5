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
import { openapiV2, openapiV3, openapiV3Index } from './openapi.ts';

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
const resources = [things];

const read = (text: string | undefined): Node => JSON.parse(text ?? 'null');
type Node = { readonly [key: string]: Node };
const document = read(openapiV3(resources, 'apps', 'v1'));
const version2 = read(openapiV2(resources));

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
          items: ref('io.k8s.api.apps.v1.Part'),
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          'x-kubernetes-patch-strategy': 'merge,retainKeys',
          'x-kubernetes-patch-merge-key': 'name',
        },
        replicas: { type: 'integer', format: 'int32' },
        requests: {
          type: 'object',
          additionalProperties: ref('io.k8s.apimachinery.pkg.api.resource.Quantity'),
        },
        selector: ref('io.k8s.api.apps.v1.Selector'),
        strategy: {
          allOf: [ref('io.k8s.api.apps.v1.Strategy')],
          'x-kubernetes-patch-strategy': 'retainKeys',
        },
      },
    });
    expect(schemas?.['io.k8s.api.apps.v1.Selector']?.['x-kubernetes-map-type']).toBe('atomic');
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

test('the index changes its hash with the document', () => {
  const place = (list: typeof resources): unknown =>
    read(openapiV3Index(list)).paths?.['apis/apps/v1']?.serverRelativeURL;
  const renamed = [{ ...things, plural: 'objects' }];
  expect(place(resources)).toMatch(/^\/openapi\/v3\/apis\/apps\/v1\?hash=[0-9A-F]{32}$/);
  expect(place(renamed)).not.toBe(place(resources));
  expect(openapiV3(resources, 'batch', 'v1')).toBeUndefined();
});
