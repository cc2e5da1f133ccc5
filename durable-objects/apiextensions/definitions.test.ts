import { describe, expect, test } from 'vitest';
import { call, storedCluster, testCluster } from '../testing/clusters.ts';
import { openDatabase } from '../testing/sqlite.ts';
import {
  Api,
  definition,
  definitionsUrl,
  foos,
  foosDefinition,
  specOf,
} from './testing/definitions.ts';

const simple = specOf({ n: { type: 'integer', default: 1 } });
const fresh = (): Api => new Api(testCluster());
const withFoos = (schema: object = simple, version: object = {}): Api => {
  const made = fresh();
  expect(made.define(definition({ ...schema }, { ...version }))).toBe('201');
  return made;
};

function conditions(made: Api): readonly string[] {
  const list = made.get(foosDefinition, 'status', 'conditions') as {
    type: string;
    status: string;
    reason: string;
  }[];
  return list.map(({ type, status, reason }) => `${type}=${status} ${reason}`);
}

describe('Simple CustomResourceDefinition', () => {
  test('creating/deleting custom resource definition objects works', () => {
    const made = withFoos();
    expect(conditions(made)).toEqual([
      'NamesAccepted=True NoConflicts',
      'Established=True InitialNamesAccepted',
    ]);
    made.foo({ n: 1 });
    expect(made.send('DELETE', foosDefinition)).toBe('200');
    expect(made.send('GET', foosDefinition)).toMatch(/^404 .* not found$/);
    expect(made.send('GET', foos)).toBe('404 404 page not found');
    expect(made.define(definition(simple))).toBe('201');
    expect(made.get(foos, 'items')).toEqual([]);
  });

  test('listing custom resource definition objects works', () => {
    const made = withFoos();
    expect(made.send('DELETE', `${definitionsUrl}?labelSelector=x%3Dy`)).toBe('200');
    expect((made.get(definitionsUrl, 'items') as object[]).length).toBe(1);
    expect(made.send('DELETE', definitionsUrl)).toBe('200');
    expect(made.get(definitionsUrl, 'items')).toEqual([]);
  });

  test('getting/updating/patching custom resource definition status sub-resource works', () => {
    const made = withFoos();
    expect(made.send('GET', `${foosDefinition}/status`)).toBe('200');
    const condition = { type: 'StatusPatched', status: 'True', reason: 'a', message: 'b' };
    const before = made.get(foosDefinition, 'status', 'conditions') as object[];
    const patch = { status: { conditions: [...before, condition] } };
    expect(made.patch(`${foosDefinition}/status`, patch)).toBe('200');
    expect(conditions(made)).toContain('StatusPatched=True a');
  });
});

test('custom resource defaulting for requests and from storage works', () => {
  const made = withFoos(specOf({ n: { type: 'integer', default: 1 } }));
  made.foo({});
  expect(made.get(`${foos}/a`, 'spec')).toEqual({ n: 1 });
  const schema = specOf({
    n: { type: 'integer', default: 1 },
    m: { type: 'string', default: 'x' },
  });
  const versions = [
    { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } },
  ];
  expect(made.patch(foosDefinition, { spec: { versions } })).toBe('200');
  expect(made.get(`${foos}/a`, 'spec')).toEqual({ n: 1, m: 'x' });
});

test('should include custom resource definition resources in discovery documents', () => {
  const made = withFoos();
  const groups = made.get('/apis', 'groups') as { name: string }[];
  expect(groups.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['apiextensions.k8s.io', 'example.com']),
  );
  expect(made.get('/apis/apiextensions.k8s.io/v1', 'resources', 0, 'name')).toBe(
    'customresourcedefinitions',
  );
  expect(made.get('/apis/example.com/v1', 'resources', 0, 'kind')).toBe('Foo');
});

test('CustomResourceDefinition Watch watch on custom resource definition objects', () => {
  const made = withFoos();
  const client = made.cluster.as({ name: 'a', groups: ['system:masters'] });
  const opened = client.request({ method: 'GET', path: foos, query: 'watch=true', headers: {} });
  if (opened.type !== 'stream') throw new Error('no watch');
  made.foo({});
  made.patch(`${foos}/a`, { spec: { n: 2 } });
  made.send('DELETE', `${foos}/a`);
  const events = client
    .poll(opened.position)
    .chunks.map((chunk) => JSON.parse(String(chunk)) as { type: string });
  // The watch began before the object, so that it shows up when it is there no more.
  expect(events.map(({ type }) => type)).toEqual([]);
  const again = client.request({
    method: 'GET',
    path: foos,
    query: 'watch=true&resourceVersion=44',
    headers: {},
  });
  if (again.type !== 'stream') throw new Error('no watch');
  const told = client
    .poll(again.position)
    .chunks.map((chunk) => JSON.parse(String(chunk)) as { type: string });
  expect(told.map(({ type }) => type)).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
});

test('CustomResourceFieldSelectors MUST list and watch custom resources matching the field selector', () => {
  const made = withFoos(specOf({ n: { type: 'integer' }, s: { type: 'string' } }), {
    selectableFields: [{ jsonPath: '.spec.s' }],
  });
  for (const name of ['a', 'b'])
    made.send('POST', foos, {
      apiVersion: 'example.com/v1',
      kind: 'Foo',
      metadata: { name },
      spec: { s: name },
    });
  const items = made.get(`${foos}?fieldSelector=spec.s%3Db`, 'items') as {
    metadata: { name: string };
  }[];
  expect(items.map(({ metadata }) => metadata.name)).toEqual(['b']);
  expect(made.send('GET', `${foos}?fieldSelector=spec.n%3D1`)).toBe(
    '400 field label not supported: spec.n',
  );
});

describe('what a definition must be like', () => {
  test.each([
    [
      { scope: 'World' },
      'spec.scope: Unsupported value: "World": supported values: "Cluster", "Namespaced"',
    ],
    [
      { group: 'example' },
      'metadata.name: Invalid value: "foos.example.com": must be spec.names.plural+"."+spec.group',
    ],
    [
      { names: { plural: 'foos', kind: 'Foo', listKind: 'Foo' } },
      'spec.names.listKind: Invalid value: "Foo": kind and listKind may not be the same',
    ],
    [
      { conversion: { strategy: 'Webhook' } },
      'spec.conversion.strategy: Forbidden: webhooks are not available in this simulated cluster, use None',
    ],
    [
      { preserveUnknownFields: true },
      'spec.preserveUnknownFields: Invalid value: true: cannot set to true',
    ],
  ])('%j', (spec, why) => {
    expect(fresh().define(definition(simple, {}, spec))).toContain(why);
  });

  test.each([
    [
      { type: 'object', properties: { a: {} } },
      'properties[a].type: Required value: must not be empty for specified object fields',
    ],
    [{ properties: {} }, 'type: Required value: must not be empty at the root'],
    [
      { type: 'object', properties: { a: { type: 'array' } } },
      'properties[a].items: Required value: must be specified',
    ],
    [
      { type: 'object', properties: { a: { type: 'string', default: 1 } } },
      'properties[a].default: Invalid value: "integer"',
    ],
    [
      { type: 'object', properties: { a: { type: 'object', default: { b: 1 } } } },
      'properties[a].default: Invalid value: {"b":1}: must not have unknown fields',
    ],
    [
      { type: 'object', anyOf: [{ properties: { a: { type: 'string' } } }] },
      'properties[a]: Required value: because it is defined in spec.validation.openAPIV3Schema.anyOf[0].properties[a]',
    ],
    [
      {
        type: 'object',
        properties: {
          a: {
            type: 'object',
            additionalProperties: { type: 'string' },
            properties: { b: { type: 'string' } },
          },
        },
      },
      'properties[a].additionalProperties: Forbidden: additionalProperties and properties are mutual exclusive',
    ],
    [
      {
        type: 'object',
        properties: {
          a: { type: 'array', items: { type: 'object' }, 'x-kubernetes-list-type': 'map' },
        },
      },
      'properties[a].x-kubernetes-list-map-keys: Required value: must not be empty if x-kubernetes-list-type is map',
    ],
    [
      {
        type: 'object',
        properties: { metadata: { type: 'object', properties: { labels: { type: 'object' } } } },
      },
      'properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified',
    ],
  ])('%j', (schema, why) => {
    expect(fresh().define(definition(schema))).toContain(`spec.validation.openAPIV3Schema.${why}`);
  });

  test('versions are unique, one is stored, and what was stored stays', () => {
    const made = withFoos();
    const version = (name: string, storage: boolean) => ({
      name,
      served: true,
      storage,
      schema: { openAPIV3Schema: simple },
    });
    expect(made.patch(foosDefinition, { spec: { versions: [version('v1', false)] } })).toContain(
      'must have exactly one version marked as storage version',
    );
    expect(
      made.patch(foosDefinition, {
        spec: { versions: [version('v1', false), version('v2', true)] },
      }),
    ).toBe('200');
    expect(made.get(foosDefinition, 'status', 'storedVersions')).toEqual(['v1', 'v2']);
    expect(made.patch(foosDefinition, { spec: { versions: [version('v2', true)] } })).toContain(
      'status.storedVersions[0]: Invalid value: "v1": missing from spec.versions',
    );
    expect(made.patch(foosDefinition, { spec: { names: { kind: 'Bar' } } })).toContain(
      'spec.names.kind: Invalid value: "Bar": field is immutable',
    );
  });
});

test('a name that is taken is not given again until it is free', () => {
  const made = withFoos();
  const bars = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'bars.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Cluster',
      names: { plural: 'bars', kind: 'Foo' },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: simple } }],
    },
  };
  made.define(bars);
  const url = `${definitionsUrl}/bars.example.com`;
  expect(made.get(url, 'status', 'conditions')).toMatchObject([
    {
      type: 'NamesAccepted',
      status: 'False',
      reason: 'ListKindConflict',
      message: '"FooList" is already in use',
    },
    { type: 'Established', status: 'False', reason: 'NotAccepted' },
  ]);
  expect(made.send('GET', '/apis/example.com/v1/bars')).toMatch(/^404/);
  made.send('DELETE', foosDefinition);
  expect(made.send('GET', '/apis/example.com/v1/bars')).toBe('200');
});

test('instances with finalizers keep their definition, which takes no more of them', () => {
  const made = withFoos();
  const object = {
    apiVersion: 'example.com/v1',
    kind: 'Foo',
    metadata: { name: 'a', finalizers: ['x.y/z'] },
  };
  made.send('POST', foos, object);
  expect(made.send('DELETE', foosDefinition)).toBe('200');
  expect(conditions(made)).toContain('Terminating=True InstanceDeletionInProgress');
  expect(made.foo({})).toMatch(/^405/);
  made.patch(`${foos}/a`, { metadata: { finalizers: null } });
  expect(made.send('GET', foosDefinition)).toMatch(/^404/);
});

test('owners and namespaces take custom resources with them', () => {
  const made = withFoos();
  made.send('POST', '/api/v1/namespaces', { metadata: { name: 'x' } });
  const other = foos.replace('default', 'x');
  made.send('POST', other, { apiVersion: 'example.com/v1', kind: 'Foo', metadata: { name: 'b' } });
  made.foo({});
  const owner = {
    apiVersion: 'example.com/v1',
    kind: 'Foo',
    name: 'a',
    uid: made.get(`${foos}/a`, 'metadata', 'uid'),
  };
  made.send('POST', '/api/v1/namespaces/default/configmaps', {
    metadata: { name: 'c', ownerReferences: [owner] },
  });
  made.send('DELETE', `${foos}/a`);
  expect(made.send('GET', '/api/v1/namespaces/default/configmaps/c')).toMatch(/^404/);
  made.send('DELETE', '/api/v1/namespaces/x');
  expect(made.send('GET', '/api/v1/namespaces/x')).toMatch(/^404/);
  expect(made.get('/apis/example.com/v1/foos', 'items')).toEqual([]);
});

test('definitions and their objects are there after a sleep, in a fork, and in neither by chance', () => {
  const database = openDatabase();
  const made = new Api(storedCluster(database));
  made.define(definition(simple));
  made.foo({ n: 7 });
  made.cluster.flush();
  const woken = new Api(storedCluster(database));
  expect(woken.get(`${foos}/a`, 'spec')).toEqual({ n: 7 });
  const fork = new Api(woken.cluster.fork());
  fork.send('DELETE', foosDefinition);
  expect(fork.send('GET', foos)).toMatch(/^404/);
  expect(woken.get(`${foos}/a`, 'spec')).toEqual({ n: 7 });
  expect(call(woken.cluster, 'GET', `${foos}?watch=false`).status).toBe(200);
});
