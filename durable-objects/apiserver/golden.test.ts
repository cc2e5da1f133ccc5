import { beforeEach, describe, expect, test } from 'vitest';
import { allResources, namespaces, serviceAccounts } from '../api/index.ts';
import { defaultAdmission } from './admission/index.ts';
import { TestServer } from './testing/test-server.ts';

/** Answers of a real v1.36.2 API server, body for body. */

const configMaps = '/api/v1/namespaces/default/configmaps';
const failure = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure' };
let server: TestServer;

beforeEach(() => {
  server = new TestServer(allResources, defaultAdmission);
  server.act((client) => {
    client.create(namespaces, { metadata: { name: 'default' } });
    client.create(serviceAccounts, { metadata: { name: 'default', namespace: 'default' } });
  });
  server.call('POST', configMaps, { metadata: { name: 'ssa' } });
});

const badName =
  "Invalid value: \"BAD\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

describe('failures', () => {
  const cases: readonly [string, string, unknown, object][] = [
    [
      `POST ${configMaps}`,
      'application/json',
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } },
      {
        message:
          'Pod in version "v1" cannot be handled as a ConfigMap: converting (v1.Pod) to (core.ConfigMap): unknown conversion',
        reason: 'BadRequest',
        code: 400,
      },
    ],
    [
      `POST ${configMaps}`,
      'application/json',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'other' } },
      {
        message:
          'the namespace of the provided object does not match the namespace sent on the request',
        reason: 'BadRequest',
        code: 400,
      },
    ],
    [
      'GET /api/v1/namespaces/default/pods/nope',
      '',
      undefined,
      {
        message: 'pods "nope" not found',
        reason: 'NotFound',
        details: { name: 'nope', kind: 'pods' },
        code: 404,
      },
    ],
    [
      'PUT /api/v1/namespaces/default/pods',
      '',
      {},
      {
        message: 'the server does not allow this method on the requested resource',
        reason: 'MethodNotAllowed',
        details: {},
        code: 405,
      },
    ],
    [
      `POST ${configMaps}`,
      'application/json',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ssa' } },
      {
        message: 'configmaps "ssa" already exists',
        reason: 'AlreadyExists',
        details: { name: 'ssa', kind: 'configmaps' },
        code: 409,
      },
    ],
    [
      `PATCH ${configMaps}/ssa`,
      'text/plain',
      {},
      {
        message: '415: Unsupported Media Type',
        reason: 'UnsupportedMediaType',
        details: {},
        code: 415,
      },
    ],
    [
      `POST ${configMaps}`,
      'application/json',
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'BAD' } },
      {
        message: `ConfigMap "BAD" is invalid: metadata.name: ${badName}`,
        reason: 'Invalid',
        details: {
          name: 'BAD',
          kind: 'ConfigMap',
          causes: [{ reason: 'FieldValueInvalid', message: badName, field: 'metadata.name' }],
        },
        code: 422,
      },
    ],
    [
      `POST ${configMaps}?fieldValidation=Strict&dryRun=All`,
      'application/json',
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"warnme"},"bogus":1,"data":{"a":"1","a":"2"}}',
      {
        message:
          'ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "bogus", duplicate field "data.a"',
        reason: 'BadRequest',
        code: 400,
      },
    ],
    [
      'GET /api/v1/namespaces/default/pods?resourceVersion=99999999&resourceVersionMatch=NotOlderThan',
      '',
      undefined,
      {
        message: 'Timeout: Too large resource version: 99999999, current: 3',
        reason: 'Timeout',
        details: {
          causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
          retryAfterSeconds: 1,
        },
        code: 504,
      },
    ],
    [
      `PATCH ${configMaps}/ssa`,
      'application/strategic-merge-patch+json',
      '{bad',
      {
        message: "invalid character 'b' looking for beginning of object key string",
        reason: 'BadRequest',
        code: 400,
      },
    ],
    [
      'DELETE /api/v1/namespaces/default',
      '',
      undefined,
      {
        message: 'namespaces "default" is forbidden: this namespace may not be deleted',
        reason: 'Forbidden',
        details: { name: 'default', kind: 'namespaces' },
        code: 403,
      },
    ],
  ];
  test.each(cases)('%s %s %j', (line, type, body, expected) => {
    const [method = '', url = ''] = line.split(' ');
    expect(JSON.parse(server.call(method, url, body, type).text)).toEqual({
      ...failure,
      ...expected,
    });
  });

  test('somebody who may nothing', () => {
    server.user = { name: 'system:anonymous', groups: ['system:unauthenticated'] };
    expect(JSON.parse(server.get('/api/v1/pods').text)).toEqual({
      ...failure,
      message:
        'pods is forbidden: User "system:anonymous" cannot list resource "pods" in API group "" at the cluster scope',
      reason: 'Forbidden',
      details: { kind: 'pods' },
      code: 403,
    });
  });
});

test('an unknown field is warned of', () => {
  const body = { metadata: { name: 'warnme' }, bogus: 1 };
  const answer = server.call('POST', `${configMaps}?fieldValidation=Warn&dryRun=All`, body);
  expect(answer.warnings).toEqual(['unknown field "bogus"']);
  expect(Object.keys(JSON.parse(answer.text))).toEqual(['kind', 'apiVersion', 'metadata']);
  expect(Object.keys(answer.at('metadata') as object)).toEqual([
    'name',
    'namespace',
    'uid',
    'creationTimestamp',
  ]);
});

test('people get indented JSON without a newline at its end', () => {
  const headers = { 'user-agent': 'curl/8.5.0' };
  const response = server.send('GET', '/api/v1/namespaces/default/pods/nope', undefined, headers);
  expect(response).toMatchObject({
    body: expect.stringMatching(/^\{\n {2}"kind": "Status",[\s\S]*\}$/),
  });
  expect(server.get('/api/v1/namespaces/default').text).toMatch(/^\{"kind":[^\n]*\}\n$/);
});

test('a Scale', () => {
  const spec = {
    serviceName: 'nginx',
    replicas: 3,
    selector: { matchLabels: { app: 'nginx' } },
    template: {
      metadata: { labels: { app: 'nginx' } },
      spec: { containers: [{ name: 'nginx', image: 'nginx' }] },
    },
  };
  const sets = '/apis/apps/v1/namespaces/default/statefulsets';
  server.call('POST', sets, { metadata: { name: 'web' }, spec });
  const scale = server.get(`${sets}/web/scale`);
  expect(scale.text).toMatch(
    /^\{"kind":"Scale","apiVersion":"autoscaling\/v1","metadata":\{"name":"web","namespace":"default","uid":"[^"]+","resourceVersion":"4","creationTimestamp":"2026-11-20T10:00:00Z"\},"spec":\{"replicas":3\},"status":\{"replicas":0,"selector":"app=nginx"\}\}\n$/,
  );
  const merge = 'application/merge-patch+json';
  const scaled = server.call('PATCH', `${sets}/web/scale`, { spec: { replicas: 5 } }, merge);
  expect(scaled.at('spec', 'replicas')).toBe(5);
  expect(server.get(`${sets}/web`).at('metadata', 'generation')).toBe(2);
  expect(server.call('PATCH', `${sets}/web/scale`, { spec: { replicas: -1 } }, merge).line).toBe(
    '422 Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  );
  const stale = { metadata: { name: 'web', resourceVersion: '4' }, spec: { replicas: 1 } };
  expect(server.call('PUT', `${sets}/web/scale`, stale).status).toBe(409);
});
