import { describe, expect, test } from 'vitest';
import { decodeBody } from '../apimachinery/decode-body.ts';
import { protobufType } from '../apimachinery/protobuf/envelope.ts';
import bodies from '../apimachinery/protobuf/fixtures/bodies.json' with { type: 'json' };
import { numbers } from '../apimachinery/protobuf/message.ts';
import { requestKinds } from '../apimachinery/requests.ts';
import { resolve, type Schema } from '../apimachinery/schema.ts';
import { toUint8 } from '../lib/utf8.ts';
import { allResources } from './index.ts';

const kinds = [...allResources, ...requestKinds];
const labels = { app: 'web' };
const tcp = { protocol: 'TCP', name: '80-8080', port: 80, targetPort: 8080 };

/** By the command's beginning: what the server understands of it. */
const expected: { readonly [command: string]: object } = {
  'create deployment web': {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', labels },
    spec: {
      replicas: 3,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            { name: 'nginx', image: 'nginx:1.27', resources: {}, ports: [{ containerPort: 80 }] },
          ],
        },
      },
      strategy: {},
    },
    status: {},
  },
  'create job pi': {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'pi' },
    spec: {
      template: {
        metadata: {},
        spec: {
          containers: [{ name: 'pi', image: 'perl:5', command: ['perl', '-v'], resources: {} }],
          restartPolicy: 'Never',
        },
      },
    },
    status: {},
  },
  'create cronjob nightly': {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name: 'nightly' },
    spec: {
      schedule: '@hourly',
      jobTemplate: {
        metadata: { name: 'nightly' },
        spec: {
          template: {
            metadata: {},
            spec: {
              containers: [
                { name: 'nightly', image: 'busybox:1.36', command: ['date'], resources: {} },
              ],
              restartPolicy: 'OnFailure',
            },
          },
        },
      },
    },
    status: {},
  },
  'create configmap settings': {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings' },
    data: { color: 'red', empty: '' },
  },
  'create secret generic password': {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'password' },
    data: { key: 'czNjcmV0' },
  },
  'create namespace shop': {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop' },
    spec: {},
    status: {},
  },
  'create serviceaccount robot': {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'robot' },
  },
  'create service clusterip web': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', labels },
    spec: {
      ports: [tcp, { name: '443-https', protocol: 'TCP', port: 443, targetPort: 'https' }],
      selector: labels,
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  },
  'create service nodeport web': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', labels },
    spec: { ports: [{ ...tcp, nodePort: 30080 }], selector: labels, type: 'NodePort' },
    status: { loadBalancer: {} },
  },
  'create service externalname db': {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'db', labels: { app: 'db' } },
    spec: { selector: { app: 'db' }, type: 'ExternalName', externalName: 'db.example.com' },
    status: { loadBalancer: {} },
  },
  'create token robot': {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    metadata: {},
    spec: { audiences: ['api'], expirationSeconds: 3600 },
    status: { token: '' },
  },
  'auth can-i create': {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    metadata: {},
    spec: {
      resourceAttributes: {
        namespace: 'shop',
        verb: 'create',
        group: 'apps',
        resource: 'deployments',
      },
    },
    status: { allowed: false },
  },
  'auth can-i get': {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    metadata: {},
    spec: { nonResourceAttributes: { path: '/healthz', verb: 'get' } },
    status: { allowed: false },
  },
  'auth whoami': {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'SelfSubjectReview',
    metadata: {},
    status: { userInfo: {} },
  },
  'drain node-1': { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 30 },
};

describe("kubectl's protobuf bodies", () => {
  test.each(bodies)('$command', ({ command, body }) => {
    const found = Object.entries(expected).find(([name]) => command.startsWith(`kubectl ${name}`));
    const object = found?.[1] ?? {};
    const kind = kinds.find((one) => 'kind' in object && one.kind === object.kind);
    if (!kind) throw new Error(`no kind for ${command}`);
    const decoded = decodeBody(kind, protobufType, toUint8(atob(body)), kinds);
    expect(decoded).toEqual({ object, strictErrors: [] });
  });

  test('none is left out', () => {
    expect(bodies).toHaveLength(Object.keys(expected).length);
  });
});

describe('bodies that are none', () => {
  const configMap = kinds.find((kind) => kind.kind === 'ConfigMap');
  test.each([
    ['', 'the object provided is unrecognized (must be of type ConfigMap): empty data (<empty>)'],
    ['{}', 'does not appear to be a protobuf message, expected prefix [107 56 115 0]'],
    ['k8s\0\x0a\x0f', 'unexpected EOF'],
    [
      'k8s\0\x12\x02\x0a\x7f',
      'ConfigMap in version "v1" cannot be handled as a ConfigMap: unexpected EOF',
    ],
  ])('%j', (bytes, message) => {
    if (!configMap) throw new Error('no ConfigMap');
    expect(() => decodeBody(configMap, protobufType, toUint8(bytes), kinds)).toThrow(message);
  });
});

test('every definition of the API has its numbers', () => {
  const names = definitions(kinds.map((kind) => kind.schema));
  const missing = names.filter((name) => !isJsonOnly(name) && !numbers[name]);
  expect(missing).toEqual([]);
});

/** kubectl sends these as JSON only. */
function isJsonOnly(name: string): boolean {
  return name.startsWith('dev.labset.') || name.startsWith('io.k8s.apiextensions-apiserver.');
}

function definitions(roots: readonly Schema[]): string[] {
  const names = new Set<string>();
  const left = [...roots];
  for (let next = left.pop(); next; next = left.pop()) {
    const schema = resolve(next);
    if (schema.kind === 'array') left.push(schema.items);
    else if (schema.kind === 'map') left.push(schema.values);
    else if (schema.kind === 'object' && !names.has(schema.name)) {
      names.add(schema.name);
      left.push(...Object.values(schema.fields).map((field) => field.schema));
    }
  }
  return [...names];
}
