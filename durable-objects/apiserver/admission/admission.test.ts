import { beforeEach, describe, expect, test } from 'vitest';
import { allResources, namespaces, serviceAccounts } from '../../api/index.ts';
import { TestServer } from '../testing/test-server.ts';
import { defaultAdmission } from './index.ts';

const core = '/api/v1/namespaces/default';
const classes = '/apis/storage.k8s.io/v1/storageclasses';
let server: TestServer;

beforeEach(() => {
  server = new TestServer(allResources, defaultAdmission);
  server.act((client) => {
    client.create(namespaces, { metadata: { name: 'default' } });
    client.create(serviceAccounts, { metadata: { name: 'default', namespace: 'default' } });
  });
});

const pod = (name: string, spec: object = {}): object => ({
  metadata: { name },
  spec: { containers: [{ name: 'c', image: 'nginx' }], ...spec },
});
const claim = (name: string, spec: object = {}): object => ({
  metadata: { name },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec },
});
function makeClass(name: string, isDefault: boolean, allowVolumeExpansion = false): void {
  const annotations = isDefault ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : {};
  const body = { metadata: { name, annotations }, provisioner: 'p.io/x', allowVolumeExpansion };
  server.call('POST', classes, body);
}

describe('NamespaceLifecycle', () => {
  test('a missing namespace', () => {
    const missing = server.call('POST', '/api/v1/namespaces/nope/configmaps', {
      metadata: { name: 'a' },
    });
    expect(missing.line).toBe('404 namespaces "nope" not found');
  });

  test('a namespace that goes', () => {
    server.call('POST', '/api/v1/namespaces', { metadata: { name: 'team' } });
    const deleted = server.call('DELETE', '/api/v1/namespaces/team');
    expect(deleted.at('status', 'phase')).toBe('Terminating');
    const late = server.call('POST', '/api/v1/namespaces/team/configmaps', {
      metadata: { name: 'a' },
    });
    expect(late.line).toBe(
      '403 configmaps "a" is forbidden: unable to create new content in namespace team because it is being terminated',
    );
    expect(late.at('details', 'causes', 0)).toEqual({
      reason: 'NamespaceTerminating',
      message: 'namespace team is being terminated',
      field: 'metadata.namespace',
    });
  });

  test('the finalize subresource lets it go', () => {
    server.call('POST', '/api/v1/namespaces', { metadata: { name: 'team' } });
    server.call('DELETE', '/api/v1/namespaces/team');
    const body = { metadata: { name: 'team' }, spec: { finalizers: [] } };
    expect(server.call('PUT', '/api/v1/namespaces/team', body).status).toBe(200);
    expect(server.get('/api/v1/namespaces/team').status).toBe(200);
    expect(server.call('PUT', '/api/v1/namespaces/team/finalize', body).status).toBe(200);
    expect(server.get('/api/v1/namespaces/team').status).toBe(404);
  });
});

describe('pods', () => {
  test('get an account, its token, tolerations and a priority', () => {
    const { spec } = JSON.parse(server.call('POST', `${core}/pods`, pod('web-0')).text);
    const name = spec.volumes[0].name;
    expect(name).toMatch(/^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(spec).toMatchObject({
      serviceAccountName: 'default',
      serviceAccount: 'default',
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
    });
    expect(spec.volumes).toEqual([
      {
        name,
        projected: {
          defaultMode: 420,
          sources: [
            { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
            {
              configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] },
            },
            {
              downwardAPI: {
                items: [
                  {
                    path: 'namespace',
                    fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' },
                  },
                ],
              },
            },
          ],
        },
      },
    ]);
    const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount';
    expect(spec.containers[0].volumeMounts).toEqual([{ name, readOnly: true, mountPath }]);
    const toleration = { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 };
    expect(spec.tolerations).toEqual([
      { key: 'node.kubernetes.io/not-ready', ...toleration },
      { key: 'node.kubernetes.io/unreachable', ...toleration },
    ]);
  });

  const refusals: readonly [object, string][] = [
    [
      pod('a', { serviceAccountName: 'nope' }),
      '403 pods "a" is forbidden: error looking up service account default/nope: serviceaccount "nope" not found',
    ],
    [
      pod('a', { priorityClassName: 'nope' }),
      '403 pods "a" is forbidden: no PriorityClass with name nope was found',
    ],
    [
      pod('a', { priority: 5 }),
      '403 pods "a" is forbidden: the integer value of priority (5) must not be provided in pod spec; priority admission controller computed 0 from the given PriorityClass name',
    ],
  ];
  test.each(refusals)('%j', (body, line) => {
    expect(server.call('POST', `${core}/pods`, body).line).toBe(line);
  });

  const choices: readonly [object, (spec: { [field: string]: unknown }) => unknown, unknown][] = [
    [{ automountServiceAccountToken: false }, ({ volumes }) => volumes, undefined],
    [
      { tolerations: [{ operator: 'Exists' }] },
      ({ tolerations }) => tolerations,
      [{ operator: 'Exists' }],
    ],
  ];
  test.each(choices)('%j is kept', (spec, look, expected) => {
    const answer = server.call('POST', `${core}/pods`, pod('a', spec));
    expect(look(JSON.parse(answer.text).spec)).toEqual(expected);
  });
});

describe('claims and volumes', () => {
  test('get the default class and their protection', () => {
    makeClass('old', true);
    server.now += 1_000;
    makeClass('new', true);
    makeClass('other', false);
    const answer = server.call('POST', `${core}/persistentvolumeclaims`, claim('a'));
    expect(answer.at('spec', 'storageClassName')).toBe('new');
    expect(answer.at('metadata', 'finalizers')).toEqual(['kubernetes.io/pvc-protection']);
    const none = claim('b', { storageClassName: '' });
    const other = server.call('POST', `${core}/persistentvolumeclaims`, none);
    expect(other.at('spec', 'storageClassName')).toBe('');
  });

  const sizes: readonly [string, string, string, string][] = [
    ['grows', 'Bound', '2Gi', '200'],
    [
      'grows',
      'Pending',
      '2Gi',
      // The kind's own rule comes before the plugin's.
      'spec: Forbidden: spec is immutable after creation except',
    ],
    [
      'fixed',
      'Bound',
      '2Gi',
      '403 persistentvolumeclaims "a" is forbidden: only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    ],
    ['fixed', 'Bound', '1Gi', '200'],
  ];
  test.each(sizes)('class %s, %s, to %s', (storageClassName, phase, storage, line) => {
    makeClass('grows', false, true);
    makeClass('fixed', false, false);
    const claims = `${core}/persistentvolumeclaims`;
    server.call('POST', claims, claim('a', { storageClassName, volumeName: 'v' }));
    const merge = 'application/merge-patch+json';
    server.call('PATCH', `${claims}/a/status`, { status: { phase } }, merge);
    const changes = { spec: { resources: { requests: { storage } } } };
    const answer = server.call('PATCH', `${claims}/a`, changes, merge);
    expect(answer.line).toContain(line);
  });
});
