import { expect, test } from 'vitest';
import { ipAddresses, namespaces, serviceCIDRs, services } from '../../api/index.ts';
import { ipAllocator } from '../ipallocator/controller.ts';
import { TestCluster } from '../testing/cluster.ts';
import { serviceCIDRController } from './controller.ts';

const more = { namespace: '', name: 'more' };

/** A cluster with a second range, and a service that has its address from there. */
function withTwoRanges(): TestCluster {
  const cluster = new TestCluster([serviceCIDRController, ipAllocator]);
  cluster.do((client, read) => {
    const name = 'kube-system';
    if (!read.get(namespaces, { namespace: '', name }))
      client.create(namespaces, { metadata: { name } });
    client.create(serviceCIDRs, {
      metadata: { name: more.name },
      spec: { cidrs: ['172.20.0.0/24'] },
    });
  });
  cluster.do((client) =>
    client.create(services, {
      metadata: { namespace: 'default', name: 'web' },
      spec: { clusterIP: '172.20.0.9', ports: [{ port: 80 }] },
    }),
  );
  return cluster;
}

/** `more: Terminating`, for each range. */
const ranges = (cluster: TestCluster): readonly string[] =>
  cluster.store.list(serviceCIDRs).map(({ metadata, status }) => {
    const [ready] = status.conditions ?? [];
    return `${metadata.name}: ${ready?.reason || ready?.status}`;
  });

test('ranges are ready, and services may ask for addresses in any of them', () => {
  const cluster = withTwoRanges();
  expect(cluster.store.list(ipAddresses).map(({ metadata }) => metadata.name)).toEqual([
    '172.20.0.9',
  ]);
  expect(ranges(cluster)).toContain('more: True');
});

test('a range goes when its last address is gone', () => {
  const cluster = withTwoRanges();
  cluster.do((client) => client.delete(serviceCIDRs, more));
  expect(ranges(cluster)).toContain('more: Terminating');
  cluster.do((client) => client.delete(services, { namespace: 'default', name: 'web' }));
  expect(ranges(cluster)).not.toContain('more: Terminating');
  expect(cluster.store.get(serviceCIDRs, more)).toBeUndefined();
});
