import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { contextPattern, kubeconfig, reachedAt } from './kubeconfig.ts';

const cluster = { clusterId: 'c1', token: 't1', context: 'labset' };

test('over http the token is in the path, over https in the user', () => {
  const plain = parse(kubeconfig({ ...cluster, origin: 'http://localhost:8787' }));
  expect(plain.clusters[0].cluster.server).toBe('http://localhost:8787/clusters/c1/t1');
  expect(plain.users[0].user).toEqual({});
  const secure = parse(kubeconfig({ ...cluster, origin: 'https://lab.example' }));
  expect(secure.clusters[0].cluster.server).toBe('https://lab.example/clusters/c1');
  expect(secure.users[0].user).toEqual({ token: 't1' });
  expect(secure.contexts[0].context).toEqual({
    cluster: 'labset',
    namespace: 'default',
    user: 'labset',
  });
});

test('a machine that serves itself is reached over https, with its own authority', () => {
  const env = { KUBE_ORIGIN: 'https://localhost:9787', KUBE_CA: 'UEVN' };
  const here = reachedAt('http://localhost:8787/api/sandboxes', env);
  const { cluster: made } = parse(kubeconfig({ ...cluster, ...here })).clusters[0];
  expect(made).toEqual({
    server: 'https://localhost:9787/clusters/c1',
    'certificate-authority-data': 'UEVN',
  });
  expect(reachedAt('https://lab.example/api', env)).toEqual({ origin: 'https://lab.example' });
  expect(reachedAt('http://localhost:8787/api', {})).toEqual({ origin: 'http://localhost:8787' });
});

test.each([
  ['web-1.a_B', true],
  ['', false],
  ['a b', false],
  ['a\nb: c', false],
  ['x'.repeat(64), false],
])('%j may be a context: %s', (name, may) => {
  expect(contextPattern.test(name)).toBe(may);
});
