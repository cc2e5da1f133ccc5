import { expect, test } from 'vitest';
import { ipAddresses, type Service, services } from '../../api/index.ts';
import { TestCluster } from '../testing/cluster.ts';
import { ipAllocator } from './controller.ts';

const key = { namespace: 'default', name: 'web' };

/** Names of the addresses, sorted. */
const addresses = (cluster: TestCluster): readonly string[] =>
  cluster.store.list(ipAddresses).map(({ metadata }) => metadata.name);

function withService(): { cluster: TestCluster; address: string } {
  const cluster = new TestCluster([ipAllocator]);
  const made = cluster.do((client) =>
    client.create(services, { metadata: key, spec: { ports: [{ port: 80 }] } }),
  );
  return { cluster, address: made.spec.clusterIP ?? '' };
}

test('an address comes and goes with its service', () => {
  const { cluster, address } = withService();
  const [stored] = cluster.store.list(ipAddresses);
  expect(stored?.metadata).toMatchObject({
    name: address,
    labels: {
      'ipaddress.kubernetes.io/ip-family': 'IPv4',
      'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io',
    },
  });
  expect(stored?.spec.parentRef).toEqual({ group: '', resource: 'services', ...key });
  cluster.do((client) => client.delete(services, key));
  expect(addresses(cluster)).toEqual([]);
});

test('an address that somebody deletes is there again', () => {
  const { cluster, address } = withService();
  cluster.do((client) => client.delete(ipAddresses, { namespace: '', name: address }));
  expect(addresses(cluster)).toEqual([address]);
});

test('an address that a service gives up is free', () => {
  const { cluster } = withService();
  cluster.edit<Service>(services, key, ({ spec }) => {
    Object.assign(spec, { type: 'ExternalName', externalName: 'example.com' });
    delete spec.clusterIP;
    delete spec.clusterIPs;
  });
  expect(addresses(cluster)).toEqual([]);
});

test("somebody's own address is left alone, and taken", () => {
  const cluster = new TestCluster([ipAllocator]);
  const parentRef = { resource: 'gateways', group: 'example.com', name: 'g' };
  cluster.do((client) =>
    client.create(ipAddresses, { metadata: { name: '10.96.0.10' }, spec: { parentRef } }),
  );
  const spec = { clusterIP: '10.96.0.10', ports: [{ port: 80 }] };
  expect(() => cluster.do((client) => client.create(services, { metadata: key, spec }))).toThrow(
    'failed to allocate IP 10.96.0.10: provided IP is already allocated',
  );
  expect(addresses(cluster)).toEqual(['10.96.0.10']);
});
