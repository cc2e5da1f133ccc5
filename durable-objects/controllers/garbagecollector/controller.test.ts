import { describe, expect, test } from 'vitest';
import {
  allResources,
  configMaps,
  controllerRevisions,
  deployments,
  persistentVolumeClaims,
  pods,
  replicaSets,
  type StatefulSet,
  statefulSets,
} from '../../api/index.ts';
import type { DeleteOptions } from '../../control/world.ts';
import { deploymentController } from '../deployment/controller.ts';
import { replicaSetController } from '../replicaset/controller.ts';
import { statefulSetController } from '../statefulset/controller.ts';
import { TestCluster } from '../testing/cluster.ts';
import { testKubelet } from '../testing/kubelet.ts';
import { deployment, statefulSet } from '../testing/manifests.ts';
import { createGarbageCollector } from './controller.ts';

const web = { namespace: 'default', name: 'web' };

function cluster(): TestCluster {
  return new TestCluster([
    deploymentController,
    replicaSetController,
    statefulSetController,
    testKubelet,
    createGarbageCollector(() => allResources),
  ]);
}

function withSet(spec: Partial<StatefulSet['spec']> = {}): TestCluster {
  const made = cluster();
  made.do((client) => client.create(statefulSets, statefulSet(2, spec)));
  return made;
}

function deleteSet(made: TestCluster, options: DeleteOptions): void {
  made.do((client) => client.delete(statefulSets, web, options));
}

describe('cascades', () => {
  test('in the background: owner, then dependents', () => {
    const made = withSet();
    deleteSet(made, { propagationPolicy: 'Background' });
    expect(made.names(statefulSets)).toEqual([]);
    expect(made.names(pods)).toEqual([]);
    expect(made.names(controllerRevisions)).toEqual([]);
    expect(made.names(persistentVolumeClaims)).toEqual(['www-web-0', 'www-web-1']);
  });

  test('in the foreground: dependents, then the owner, at every level', () => {
    const made = cluster();
    made.do((client) => client.create(deployments, deployment(2)));
    const seen: string[] = [];
    made.do((client) => client.delete(deployments, web, { propagationPolicy: 'Foreground' }));
    for (const commit of made.store.since(0) ?? [])
      for (const { resource, new: present } of commit.changes)
        if (!present) seen.push(resource.kind);
    expect(seen).toEqual(['Pod', 'Pod', 'ReplicaSet', 'Deployment']);
    expect(made.names(replicaSets)).toEqual([]);
  });

  test('with orphans: they stay, and name the owner no longer', () => {
    const made = withSet();
    deleteSet(made, { propagationPolicy: 'Orphan' });
    expect(made.names(statefulSets)).toEqual([]);
    expect(made.names(pods)).toEqual(['web-0', 'web-1']);
    expect(made.store.list(pods).map((pod) => pod.metadata.ownerReferences)).toEqual([
      undefined,
      undefined,
    ]);
    made.do((client) => client.create(statefulSets, statefulSet(2)));
    const { uid } = made.get(statefulSets, 'web').metadata;
    expect(made.get(pods, 'web-1').metadata.ownerReferences?.[0]?.uid).toBe(uid);
  });
});

describe('retention of claims', () => {
  test.each([
    ['Retain', 'Retain', '', '', 'www-web-0 www-web-1'],
    ['Retain', 'Delete', 'web', 'web', ''],
    ['Delete', 'Retain', '', 'gone', 'www-web-0'],
    ['Delete', 'Delete', 'web', 'gone', ''],
  ])('whenScaled %s, whenDeleted %s', (whenScaled, whenDeleted, owner, afterScale, left) => {
    const made = withSet({ persistentVolumeClaimRetentionPolicy: { whenScaled, whenDeleted } });
    expect(ownerOfClaim(made, 'www-web-1')).toBe(owner);
    made.edit<StatefulSet>(statefulSets, web, (draft) => {
      draft.spec.replicas = 1;
    });
    expect(ownerOfClaim(made, 'www-web-1')).toBe(afterScale);
    deleteSet(made, { propagationPolicy: 'Background' });
    expect(made.names(persistentVolumeClaims).join(' ')).toBe(left);
  });

  function ownerOfClaim(made: TestCluster, name: string): string {
    const claim = made.store.get(persistentVolumeClaims, { namespace: 'default', name });
    if (!claim) return 'gone';
    return (claim.metadata.ownerReferences ?? []).map((one) => one.name).join();
  }
});

describe('owners', () => {
  const child = (uid: string, name = 'parent') => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name,
    uid,
  });

  test('absent by UID: the dependent goes', () => {
    const made = cluster();
    made.do((client) => {
      client.create(configMaps, { metadata: { ...web, name: 'parent' } });
      client.create(configMaps, { metadata: { ...web, ownerReferences: [child('other')] } });
    });
    expect(made.names(configMaps)).toEqual(['parent']);
  });

  test('one of two absent: only its reference goes', () => {
    const made = cluster();
    const uid = made.do(
      (client) => client.create(configMaps, { metadata: { ...web, name: 'parent' } }).metadata.uid,
    );
    made.do((client) =>
      client.create(configMaps, {
        metadata: { ...web, ownerReferences: [child(uid), child('absent', 'nobody')] },
      }),
    );
    const { ownerReferences } = made.get(configMaps, 'web').metadata;
    expect(ownerReferences?.map((one) => one.name)).toEqual(['parent']);
  });

  test('of a kind that is not served: nothing happens', () => {
    const made = cluster();
    const owner = { apiVersion: 'example.com/v1', kind: 'Thing', name: 'x', uid: 'x' };
    made.do((client) =>
      client.create(configMaps, { metadata: { ...web, ownerReferences: [owner] } }),
    );
    expect(made.names(configMaps)).toEqual(['web']);
  });
});
