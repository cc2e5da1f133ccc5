import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { contextPattern, kubeconfig } from './kubeconfig.ts';

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

test.each([
  ['web-1.a_B', true],
  ['', false],
  ['a b', false],
  ['a\nb: c', false],
  ['x'.repeat(64), false],
])('%j may be a context: %s', (name, may) => {
  expect(contextPattern.test(name)).toBe(may);
});
