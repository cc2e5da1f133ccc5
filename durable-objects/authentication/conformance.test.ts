import { describe, expect, test } from 'vitest';
import { Lab } from '../kubelet/testing/lab.ts';
import { second } from '../lib/instant.ts';
import { call, read, testCluster } from '../testing/clusters.ts';

const api = '/api/v1/namespaces/default';
const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount';
const sleeper = { name: 'c', image: 'busybox:1.36', command: ['sleep', '3600'] };

function started(name: string, spec: object = {}): Lab {
  const lab = new Lab();
  lab.create('pods', { metadata: { name }, spec: { containers: [sleeper], ...spec } });
  lab.advance(5 * second);
  return lab;
}

describe('[sig-auth] ServiceAccounts', () => {
  test('should mount an API token into pods', () => {
    const lab = started('p');
    const file = (name: string): string => lab.sh('p', `cat ${mountPath}/${name}`).out;
    expect(lab.cluster.authenticate(file('token'))).toMatchObject({
      name: 'system:serviceaccount:default:default',
      extra: { 'authentication.kubernetes.io/pod-name': ['p'] },
    });
    expect(file('namespace')).toBe('default');
    expect(file('ca.crt')).toMatch(/^-----BEGIN CERTIFICATE-----/);
  });

  test('should mount projected service account token', () => {
    const projected = {
      sources: [{ serviceAccountToken: { path: 'mine', expirationSeconds: 600, audience: 'api' } }],
    };
    const lab = started('p', {
      containers: [{ ...sleeper, volumeMounts: [{ name: 'v', mountPath: '/v' }] }],
      volumes: [{ name: 'v', projected }],
    });
    const first = lab.sh('p', 'cat /v/mine').out;
    lab.advance(120 * second);
    expect(lab.sh('p', 'cat /v/mine').out).toBe(first);
    lab.advance(480 * second);
    const rotated = lab.sh('p', 'cat /v/mine').out;
    expect(rotated).not.toBe(first);
    const review = call(lab.cluster, 'POST', '/apis/authentication.k8s.io/v1/tokenreviews', {
      spec: { token: rotated, audiences: ['api', 'other'] },
    });
    expect(JSON.parse(String(review.body)).status).toMatchObject({
      authenticated: true,
      audiences: ['api'],
    });
  });

  test.each([
    [undefined, undefined, true],
    [true, undefined, true],
    [false, undefined, false],
    [undefined, true, true],
    [false, true, true],
    [true, false, false],
    [false, false, false],
  ])(
    'should allow opting out of API token automount: account %s, pod %s',
    (ofAccount, ofPod, mounts) => {
      const cluster = testCluster();
      const optional = (value?: boolean): object =>
        value === undefined ? {} : { automountServiceAccountToken: value };
      const account = { metadata: { name: 'a' }, ...optional(ofAccount) };
      call(cluster, 'POST', `${api}/serviceaccounts`, account);
      const spec = { serviceAccountName: 'a', containers: [sleeper], ...optional(ofPod) };
      call(cluster, 'POST', `${api}/pods`, { metadata: { name: 'p' }, spec });
      const { spec: made } = read<{ spec: { volumes?: unknown[] } }>(cluster, `${api}/pods/p`);
      expect(made.volumes !== undefined).toBe(mounts);
    },
  );

  test('should guarantee kube-root-ca.crt exist in any namespace', () => {
    const cluster = testCluster();
    call(cluster, 'POST', '/api/v1/namespaces', { metadata: { name: 'shop' } });
    const path = '/api/v1/namespaces/shop/configmaps/kube-root-ca.crt';
    const data = (): unknown => read<{ data: { 'ca.crt': string } }>(cluster, path).data['ca.crt'];
    const certificate = data();
    expect(certificate).toMatch(/^-----BEGIN CERTIFICATE-----/);
    call(cluster, 'DELETE', path);
    expect(data()).toBe(certificate);
    const merge = { 'content-type': 'application/merge-patch+json' };
    call(cluster, 'PATCH', path, { data: { 'ca.crt': 'other' } }, merge);
    expect(data()).toBe(certificate);
  });

  test('should run through the lifecycle of a ServiceAccount', () => {
    const cluster = testCluster();
    const labels = { test: 'yes' };
    const path = `${api}/serviceaccounts`;
    const found = (): unknown[] =>
      read<{ items: { metadata: { name: string } }[] }>(cluster, `${path}?labelSelector=test=yes`)
        .items;
    call(cluster, 'POST', path, { metadata: { name: 'robot', labels } });
    expect(found()).toHaveLength(1);
    const strategic = { 'content-type': 'application/strategic-merge-patch+json' };
    call(cluster, 'PATCH', `${path}/robot`, { automountServiceAccountToken: false }, strategic);
    expect(read(cluster, `${path}/robot`)).toMatchObject({ automountServiceAccountToken: false });
    expect(call(cluster, 'DELETE', `${path}?labelSelector=test=yes`).status).toBe(200);
    expect(found()).toEqual([]);
  });

  test('should update a ServiceAccount', () => {
    const cluster = testCluster();
    const path = `${api}/serviceaccounts`;
    call(cluster, 'POST', path, { metadata: { name: 'robot' } });
    const account = read<object>(cluster, `${path}/robot`);
    const changed = { ...account, automountServiceAccountToken: true };
    expect(call(cluster, 'PUT', `${path}/robot`, changed).status).toBe(200);
    expect(read(cluster, `${path}/robot`)).toMatchObject({ automountServiceAccountToken: true });
  });
});
