import { beforeEach, describe, expect, test } from 'vitest';
import { allResources } from '../../api/index.ts';
import { TestServer } from '../testing/test-server.ts';

const type = 'application/apply-patch+yaml';
const merge = 'application/merge-patch+json';
const maps = '/api/v1/namespaces/default/configmaps';
const sets = '/apis/apps/v1/namespaces/default/statefulsets';
let server: TestServer;

beforeEach(() => {
  server = new TestServer(allResources);
});

/** A ConfigMap in YAML: `config('c', 'a: "1"')`. */
function config(name: string, data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {${data}}\n`;
}

function apply(manager: string, body: string, options = ''): ReturnType<TestServer['call']> {
  return server.call('PATCH', `${maps}/c?fieldManager=${manager}${options}`, body, type);
}

/** `alice Apply {...}` of each entry of an object. */
function managers(url: string): readonly string[] {
  const entries = (server.get(url).at('metadata', 'managedFields') ?? []) as readonly Entry[];
  return entries.map(({ manager, operation, subresource, fieldsV1, time }) =>
    [manager, operation, subresource, time?.slice(11, 19), JSON.stringify(fieldsV1)]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

interface Entry {
  readonly manager: string;
  readonly operation: string;
  readonly subresource?: string;
  readonly time?: string;
  readonly fieldsV1: unknown;
}

describe('server-side apply', () => {
  test('creates, shares, conflicts and is forced', () => {
    expect(apply('alice', config('c', 'a: "1", b: "1"')).status).toBe(201);
    expect(apply('bob', config('c', 'x: "9"')).status).toBe(200);
    const refused = apply('bob', config('c', 'a: "2", x: "8"'));
    expect(refused.at()).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "alice": .data.a',
      details: {
        causes: [
          { reason: 'FieldManagerConflict', message: 'conflict with "alice"', field: '.data.a' },
        ],
      },
    });
    expect(apply('bob', config('c', 'a: "2", x: "8"'), '&force=true').status).toBe(200);
    expect(managers(`${maps}/c`)).toEqual([
      'alice Apply 10:00:00 {"f:data":{"f:b":{}}}',
      'bob Apply 10:00:00 {"f:data":{"f:a":{},"f:x":{}}}',
    ]);
    expect(apply('alice', config('c', '')).at('data')).toEqual({ a: '2', x: '8' });
  });

  test('the same again writes nothing', () => {
    const first = apply('alice', config('c', 'a: "1"'));
    server.now += 60_000;
    expect(apply('alice', config('c', 'a: "1"')).text).toBe(first.text);
    // A change of nothing but a quantity's spelling is none either.
    expect(server.store.revision).toBe(1);
  });

  const refusals: readonly [string, string, string, string][] = [
    [
      'no manager',
      '',
      config('c', ''),
      '422 PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    ],
    [
      'another kind',
      'x',
      'apiVersion: v1\nkind: Secret\n',
      '400 invalid object type: /v1, Kind=Secret',
    ],
    ['no kind', 'x', '{}', '400 invalid object type: /, Kind='],
    [
      'managed fields',
      'x',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {managedFields: []}\n',
      '400 metadata.managedFields must be nil',
    ],
    [
      'unknown fields',
      'x',
      `${config('c', '')}spec: {}\n`,
      '500 failed to create typed patch object (/c; /v1, Kind=ConfigMap): .spec: field not declared in schema',
    ],
    [
      'another name',
      'x',
      config('d', ''),
      '400 the name of the object (d) does not match the name on the URL (c)',
    ],
    ['no YAML', 'x', 'a: [', '400 error decoding patch: yaml: '],
    [
      'a UID of nothing',
      'x',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, uid: u}\n',
      '409 Operation cannot be fulfilled on configmaps "c": uid mismatch: the provided object specified uid u, and no existing object was found',
    ],
  ];
  test.each(refusals)('refuses %s', (_name, manager, body, expected) => {
    expect(apply(manager, body).line.slice(0, expected.length)).toBe(expected);
    expect(server.store.revision).toBe(0);
  });

  test('keys that stand twice are warned of', () => {
    const body = `${config('c', 'a: "1"')}data: {b: "2"}\n`;
    const strict = apply('x', body, '&fieldValidation=Strict');
    expect(strict.line).toMatch(/^400 .*line 5: key "data" already set in map$/s);
    expect(apply('x', body).status).toBe(201);
  });

  test('objects whose fields nobody tracks belong to nobody in particular', () => {
    server.call('POST', maps, { metadata: { name: 'c' }, data: { a: '1' } });
    server.call('PATCH', `${maps}/c`, { metadata: { managedFields: [{}] } }, merge);
    expect(managers(`${maps}/c`)).toEqual([]);
    apply('alice', config('c', 'b: "1"'));
    expect(managers(`${maps}/c`)).toEqual([
      'alice Apply 10:00:00 {"f:data":{"f:b":{}}}',
      'before-first-apply Update 10:00:00 {"f:data":{".":{},"f:a":{}}}',
    ]);
  });
});

describe('from client-side to server-side apply', () => {
  const annotation = 'kubectl.kubernetes.io/last-applied-configuration';
  const last =
    '{"apiVersion":"v1","data":{"a":"1"},"kind":"ConfigMap","metadata":{"annotations":{},"name":"c"}}\n';

  beforeEach(() => {
    const metadata = { name: 'c', annotations: { [annotation]: last } };
    const body = { metadata, data: { a: '1' } };
    server.call('POST', `${maps}?fieldManager=kubectl-client-side-apply`, body);
  });

  test('kubectl takes over what it applied, and the annotation follows', () => {
    expect(apply('kubectl', config('c', 'a: "2"')).status).toBe(200);
    expect(server.get(`${maps}/c`).at('metadata', 'annotations', annotation)).toBe(
      '{"apiVersion":"v1","data":{"a":"2"},"kind":"ConfigMap","metadata":{"name":"c"}}\n',
    );
  });

  test('somebody else does not', () => {
    expect(apply('other', config('c', 'a: "2"')).line).toBe(
      '409 Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using v1: .data.a',
    );
  });

  test('what has changed since is a conflict', () => {
    server.call('PATCH', `${maps}/c?fieldManager=edit`, { data: { a: '3' } }, merge);
    expect(apply('kubectl', config('c', 'a: "2"')).line).toBe(
      '409 Apply failed with 1 conflict: conflict with "edit" using v1: .data.a',
    );
  });
});

describe('who owns what', () => {
  test('changes keep the time of those who change nothing', () => {
    server.call('POST', `${maps}?fieldManager=a`, { metadata: { name: 'c' }, data: { x: '1' } });
    server.now += 1_000;
    server.call('PATCH', `${maps}/c?fieldManager=b`, { data: { y: '1' } }, merge);
    server.now += 1_000;
    server.call('PATCH', `${maps}/c?fieldManager=a`, { data: { x: '1' } }, merge);
    server.call('PATCH', `${maps}/c?fieldManager=c`, { data: { y: null } }, merge);
    expect(managers(`${maps}/c`)).toEqual(['a Update 10:00:00 {"f:data":{".":{},"f:x":{}}}']);
  });

  test('a client is named by its program', () => {
    const headers = { 'content-type': 'application/json', 'user-agent': 'kubectl/v1.36.2 (linux)' };
    server.send('POST', maps, { metadata: { name: 'c' }, data: { x: '1' } }, headers);
    expect(managers(`${maps}/c`)[0]).toMatch(/^kubectl Update/);
  });

  test('the oldest of more than ten updaters are merged', () => {
    server.call('POST', `${maps}?fieldManager=m0`, { metadata: { name: 'c' }, data: { k0: '1' } });
    for (let i = 1; i <= 12; i++) {
      server.now += 1_000;
      server.call('PATCH', `${maps}/c?fieldManager=m${i}`, { data: { [`k${i}`]: '1' } }, merge);
    }
    const found = managers(`${maps}/c`);
    expect(found).toHaveLength(10);
    expect(found[0]).toBe(
      'ancient-changes Update 10:00:03 {"f:data":{".":{},"f:k0":{},"f:k1":{},"f:k2":{},"f:k3":{}}}',
    );
  });

  test('entries can be written, as a migration does', () => {
    server.call('POST', `${maps}?fieldManager=a`, { metadata: { name: 'c' }, data: { x: '1' } });
    const entry = { manager: 'k', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1' };
    const value = [{ ...entry, fieldsV1: { 'f:data': { 'f:x': {} } } }];
    const patch = [{ op: 'replace', path: '/metadata/managedFields', value }];
    server.call('PATCH', `${maps}/c`, patch, 'application/json-patch+json');
    expect(managers(`${maps}/c`)).toEqual(['k Apply {"f:data":{"f:x":{}}}']);
    const wrong = [{ op: 'replace', path: '/metadata/managedFields/0/operation', value: 'Take' }];
    server.call('PATCH', `${maps}/c`, wrong, 'application/json-patch+json');
    expect(managers(`${maps}/c`)).toEqual(['k Apply {"f:data":{"f:x":{}}}']);
  });

  test('scaling takes the replicas', () => {
    const labels = { app: 'w' };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'i' }] } };
    const spec = { serviceName: 's', replicas: 1, selector: { matchLabels: labels }, template };
    server.call('POST', `${sets}?fieldManager=a`, { metadata: { name: 'w' }, spec });
    const scale = `${sets}/w/scale?fieldManager=scaler`;
    server.call('PATCH', scale, { spec: { replicas: 2 } }, merge);
    const [first, second] = managers(`${sets}/w`);
    expect(first).toBe('scaler Update scale {"f:spec":{"f:replicas":{}}}');
    expect(second).not.toContain('f:replicas');
    const body =
      'apiVersion: autoscaling/v1\nkind: Scale\nmetadata: {name: w}\nspec: {replicas: 3}\n';
    const applied = `${sets}/w/scale?fieldManager=other`;
    expect(server.call('PATCH', applied, body, type).line).toBe(
      '409 Apply failed with 1 conflict: conflict with "scaler" with subresource "scale" using autoscaling/v1: .spec.replicas',
    );
    expect(server.call('PATCH', `${applied}&force=true`, body, type).status).toBe(200);
    expect(managers(`${sets}/w`)[0]).toBe('other Apply scale {"f:spec":{"f:replicas":{}}}');
  });

  test('a request for the status owns nothing of the spec, nor the other way round', () => {
    const labels = { app: 'w' };
    const template = { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'i' }] } };
    const spec = { serviceName: 's', selector: { matchLabels: labels }, template };
    const body = { metadata: { name: 'w' }, spec, status: { replicas: 3 } };
    server.call('POST', `${sets}?fieldManager=a`, body);
    const change = { spec: { replicas: 5 }, status: { replicas: 2 } };
    server.call('PATCH', `${sets}/w/status?fieldManager=b`, change, merge);
    const found = managers(`${sets}/w`);
    expect(found[1]).toBe('b Update status 10:00:00 {"f:status":{"f:replicas":{}}}');
    expect(found[0]).not.toContain('f:status');
  });
});
