import { expect, test } from 'vitest';
import { allResources, type Node, nodes, pods, statefulSets } from '../../api/index.ts';
import type { Controller } from '../../control/controller.ts';
import { statefulSetController } from '../statefulset/controller.ts';
import { TestCluster } from '../testing/cluster.ts';
import { testKubelet } from '../testing/kubelet.ts';
import { statefulSet } from '../testing/manifests.ts';
import { podGarbageCollector } from './controller.ts';

/** Ends no pod: as if the node were gone. */
const deadKubelet: Controller = {
  ...testKubelet,
  reconcile(key, world) {
    const pod = world.read.get(pods, key);
    if (pod?.metadata.deletionTimestamp !== undefined) return undefined;
    return testKubelet.reconcile(key, world);
  },
};

test('pods of a node that is gone are given up after 40 seconds', () => {
  const cluster = new TestCluster([podGarbageCollector, statefulSetController, deadKubelet]);
  cluster.do((client) => {
    for (const name of ['node-1', 'node-2', 'node-3']) client.create(nodes, { metadata: { name } });
    client.create(statefulSets, statefulSet(1));
  });
  const before = cluster.get(pods, 'web-0');
  const node = before.spec.nodeName ?? '';
  cluster.do((client) => client.delete(pods, { namespace: 'default', name: 'web-0' }));
  cluster.do((client) => client.delete(nodes, { namespace: '', name: node }));
  expect(cluster.deadlines).toEqual([`40s node ${node} is gone and so will be its pods`]);
  cluster.restart(allResources);
  cluster.advance(39_000);
  expect(cluster.get(pods, 'web-0').metadata.uid).toBe(before.metadata.uid);
  cluster.do((client) => client.create(nodes, { metadata: { name: node } }));
  expect(cluster.deadlines).toEqual([]);
  cluster.do((client) => client.delete(nodes, { namespace: '', name: node }));
  cluster.advance(40_000);
  expect(cluster.store.list(pods).map((pod) => pod.metadata.uid)).not.toContain(
    before.metadata.uid,
  );
});

test('deleted pods of a node that is marked out-of-service are given up', () => {
  const cluster = new TestCluster([podGarbageCollector, statefulSetController, deadKubelet]);
  const names = ['node-1', 'node-2', 'node-3'];
  cluster.do((client) => {
    for (const name of names) client.create(nodes, { metadata: { name } });
    client.create(statefulSets, statefulSet(1));
  });
  const { uid } = cluster.get(pods, 'web-0').metadata;
  cluster.do((client) => client.delete(pods, { namespace: 'default', name: 'web-0' }));
  expect(cluster.get(pods, 'web-0').metadata.uid).toBe(uid);
  for (const name of names)
    cluster.edit<Node>(nodes, { namespace: '', name }, (draft) => {
      const key = 'node.kubernetes.io/out-of-service';
      draft.spec.taints = [{ key, value: 'nodeshutdown', effect: 'NoExecute' }];
    });
  expect(cluster.get(pods, 'web-0').metadata.uid).not.toBe(uid);
});
