import { expect, test } from 'vitest';
import {
  allResources,
  deployments,
  namespaces,
  nodes,
  pods,
  services,
  statefulSets,
} from '../api/index.ts';
import { createControllers } from './index.ts';
import { TestCluster } from './testing/cluster.ts';
import { testKubelet } from './testing/kubelet.ts';
import { deployment, statefulSet } from './testing/manifests.ts';
import { noUsage } from './testing/usage.ts';

/** Every controller at once, in a given order, with something for each. */
function busy(reverse: boolean): TestCluster {
  const controllers = [...createControllers(() => allResources, noUsage), testKubelet];
  const cluster = new TestCluster(reverse ? controllers.reverse() : controllers);
  const place = { namespace: 'default', name: 'web' };
  cluster.do((client) => {
    client.create(namespaces, { metadata: { name: 'default' } });
    for (const name of ['node-1', 'node-2', 'node-3']) client.create(nodes, { metadata: { name } });
  });
  cluster.do((client) => {
    client.create(services, {
      metadata: place,
      spec: { selector: { app: 'web' }, ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }] },
    });
    client.create(statefulSets, statefulSet(3));
    const front = deployment(2);
    client.create(deployments, { ...front, metadata: { ...front.metadata, name: 'front' } });
  });
  return cluster;
}

/** What there is, without the names that chance decides. */
function inventory(cluster: TestCluster): readonly string[] {
  return allResources
    .flatMap((resource) =>
      cluster.store.list(resource).map(({ kind, metadata }) => {
        const name =
          metadata.generateName && kind !== 'Pod' ? metadata.generateName : metadata.name;
        return `${kind} ${name.replace(/^(front-\w+-).*/, '$1')}`;
      }),
    )
    .sort();
}

test('once at rest, a restart writes nothing and nothing is waited for', () => {
  const cluster = busy(false);
  expect(cluster.names(pods)).toHaveLength(5);
  expect(cluster.restart(allResources)).toBe(0);
  expect(cluster.deadlines).toEqual([]);
});

test('the order of the controllers does not matter to what there is in the end', () => {
  expect(inventory(busy(true))).toEqual(inventory(busy(false)));
});

test('nothing is left when the namespace goes', () => {
  const cluster = busy(false);
  cluster.do((client) => client.delete(namespaces, { namespace: '', name: 'default' }));
  expect(inventory(cluster)).toEqual(['Node node-1', 'Node node-2', 'Node node-3']);
  expect(cluster.events.filter((event) => /ReplicaSet|replica set|Error/.test(event))).toEqual([
    expect.stringContaining('Scaled up replica set front-'),
  ]);
  cluster.advance(60_000);
  expect(cluster.deadlines).toEqual([]);
});
