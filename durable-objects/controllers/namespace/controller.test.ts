import { expect, test } from 'vitest';
import {
  allResources,
  configMaps,
  namespaces,
  type Pod,
  persistentVolumeClaims,
  pods,
  serviceAccounts,
  statefulSets,
} from '../../api/index.ts';
import { createControllers } from '../index.ts';
import { TestCluster } from '../testing/cluster.ts';
import { testKubelet } from '../testing/kubelet.ts';
import { statefulSet, template } from '../testing/manifests.ts';
import { noUsage } from '../testing/usage.ts';

const key = { namespace: '', name: 'default' };

function running(): TestCluster {
  const cluster = new TestCluster([...createControllers(() => allResources, noUsage), testKubelet]);
  cluster.do((client) => client.create(namespaces, { metadata: { name: 'default' } }));
  return cluster;
}

test('a namespace has its account and its certificate, and gets them back', () => {
  const cluster = running();
  expect(cluster.names(serviceAccounts)).toEqual(['default']);
  expect(cluster.names(configMaps)).toEqual(['kube-root-ca.crt']);
  cluster.do((client) => {
    client.delete(serviceAccounts, { namespace: 'default', name: 'default' });
    client.delete(configMaps, { namespace: 'default', name: 'kube-root-ca.crt' });
  });
  expect(cluster.names(serviceAccounts)).toEqual(['default']);
  expect(cluster.get(configMaps, 'kube-root-ca.crt').data?.['ca.crt']).toMatch(/^-----BEGIN/);
});

test('deleting one deletes everything in it', () => {
  const cluster = running();
  cluster.do((client) => client.create(statefulSets, statefulSet(2)));
  cluster.do((client) => client.delete(namespaces, key));
  expect(cluster.names(namespaces)).toEqual([]);
  for (const resource of allResources) expect(cluster.names(resource), resource.kind).toEqual([]);
});

test('a finalizer holds it, and its conditions say which', () => {
  const cluster = running();
  cluster.do((client) => {
    client.create(persistentVolumeClaims, {
      metadata: {
        namespace: 'default',
        name: 'data',
        finalizers: ['kubernetes.io/pvc-protection'],
      },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
  });
  cluster.do((client) => client.delete(namespaces, key));
  const { status } = cluster.get(namespaces, 'default');
  expect(status.phase).toBe('Terminating');
  expect(status.conditions?.map((one) => `${one.type} ${one.status} ${one.reason}`)).toEqual([
    'NamespaceDeletionDiscoveryFailure False ResourcesDiscovered',
    'NamespaceDeletionGroupVersionParsingFailure False ParsedGroupVersions',
    'NamespaceDeletionContentFailure False ContentDeleted',
    'NamespaceContentRemaining True SomeResourcesRemain',
    'NamespaceFinalizersRemaining True SomeFinalizersRemain',
  ]);
  expect(status.conditions?.slice(3).map((one) => one.message)).toEqual([
    'Some resources are remaining: persistentvolumeclaims. has 1 resource instances',
    'Some content in the namespace has finalizers remaining: kubernetes.io/pvc-protection in 1 resource instances',
  ]);
  cluster.edit(persistentVolumeClaims, { namespace: 'default', name: 'data' }, (draft) => {
    delete draft.metadata.finalizers;
  });
  expect(cluster.names(namespaces)).toEqual([]);
});

test('pods go before what they use', () => {
  const cluster = running();
  cluster.do((client) => {
    client.create(pods, {
      metadata: { namespace: 'default', name: 'held', finalizers: ['example.com/hold'] },
      spec: template('web:1').spec,
    });
    client.create(configMaps, { metadata: { namespace: 'default', name: 'settings' } });
  });
  cluster.do((client) => client.delete(namespaces, key));
  expect(cluster.names(configMaps)).toContain('settings');
  cluster.edit<Pod>(pods, { namespace: 'default', name: 'held' }, (draft) => {
    delete draft.metadata.finalizers;
  });
  expect(cluster.names(namespaces)).toEqual([]);
});
