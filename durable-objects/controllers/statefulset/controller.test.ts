import { describe, expect, test } from 'vitest';
import {
  allResources,
  controllerRevisions,
  type Pod,
  persistentVolumeClaims,
  pods,
  type StatefulSet,
  statefulSets,
} from '../../api/index.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Client } from '../../control/world.ts';
import { edit } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import { TestCluster } from '../testing/cluster.ts';
import { testKubelet } from '../testing/kubelet.ts';
import { statefulSet, template } from '../testing/manifests.ts';
import { statefulSetController } from './controller.ts';
import { podRevision } from './identity.ts';

const web = { namespace: 'default', name: 'web' };

function running(replicas: number, spec: Partial<StatefulSet['spec']> = {}): TestCluster {
  const cluster = new TestCluster([statefulSetController, testKubelet]);
  cluster.do((client) => client.create(statefulSets, statefulSet(replicas, spec)));
  return cluster;
}

/** Which revision each pod has: `web-0:1 web-1:2`. */
function revisions(cluster: TestCluster): string {
  const numbers = new Map(
    cluster.store.list(controllerRevisions).map((one) => [one.metadata.name, one.revision]),
  );
  return cluster.store
    .list(pods)
    .map((pod) => `${pod.metadata.name}:${numbers.get(podRevision(pod))}`)
    .join(' ');
}

function setImage(cluster: TestCluster, image: string): void {
  cluster.edit<StatefulSet>(statefulSets, web, (draft) => {
    draft.spec.template = template(image);
  });
}

describe('scaling', () => {
  test('creates claims before pods, in order, with events', () => {
    const cluster = running(2);
    expect(cluster.events).toEqual([
      'SuccessfulCreate Create Claim www-web-0 Pod web-0 in StatefulSet web success',
      'SuccessfulCreate Create Pod web-0 in StatefulSet web successful',
      'SuccessfulCreate Create Claim www-web-1 Pod web-1 in StatefulSet web success',
      'SuccessfulCreate Create Pod web-1 in StatefulSet web successful',
    ]);
    const pod = cluster.get(pods, 'web-1');
    expect(pod.metadata.generateName).toBe('web-');
    expect(pod.spec).toMatchObject({ hostname: 'web-1', subdomain: 'web' });
    expect(pod.spec.volumes?.[0]).toEqual({
      name: 'www',
      persistentVolumeClaim: { claimName: 'www-web-1' },
    });
    expect(cluster.get(statefulSets, 'web').status).toEqual({
      replicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      currentReplicas: 2,
      updatedReplicas: 2,
      currentRevision: cluster.names(controllerRevisions)[0],
      updateRevision: cluster.names(controllerRevisions)[0],
      collisionCount: 0,
      observedGeneration: 1,
    });
  });

  test('to zero and back keeps the claims', () => {
    const cluster = running(3);
    const before = cluster.store.list(persistentVolumeClaims);
    cluster.events.length = 0;
    cluster.edit<StatefulSet>(statefulSets, web, (draft) => {
      draft.spec.replicas = 0;
    });
    expect(cluster.names(pods)).toEqual([]);
    expect(cluster.events).toEqual([
      'SuccessfulDelete Delete Pod web-2 in StatefulSet web successful',
      'SuccessfulDelete Delete Pod web-1 in StatefulSet web successful',
      'SuccessfulDelete Delete Pod web-0 in StatefulSet web successful',
    ]);
    cluster.edit<StatefulSet>(statefulSets, web, (draft) => {
      draft.spec.replicas = 3;
    });
    expect(cluster.names(pods)).toEqual(['web-0', 'web-1', 'web-2']);
    expect(cluster.store.list(persistentVolumeClaims)).toEqual(before);
  });

  test('a restart writes nothing, and nothing is waited for', () => {
    const cluster = running(3);
    expect(cluster.restart(allResources)).toBe(0);
    expect(cluster.deadlines).toEqual([]);
  });

  test('minReadySeconds makes the next pod wait for a moment', () => {
    const cluster = running(2, { minReadySeconds: 10 });
    expect(cluster.names(pods)).toEqual(['web-0']);
    expect(cluster.deadlines).toEqual(['10s a pod of web has then been ready for 10 s']);
    cluster.advance(9_999);
    expect(cluster.names(pods)).toEqual(['web-0']);
    cluster.advance(1);
    expect(cluster.names(pods)).toEqual(['web-0', 'web-1']);
    cluster.advance(10_000);
    expect(cluster.get(statefulSets, 'web').status.availableReplicas).toBe(2);
    expect(cluster.deadlines).toEqual([]);
  });
});

describe('rolling update', () => {
  test('with a partition stops above it, and goes on without it', () => {
    const cluster = running(3, {
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
    });
    setImage(cluster, 'web:2');
    expect(revisions(cluster)).toBe('web-0:1 web-1:1 web-2:2');
    const { status } = cluster.get(statefulSets, 'web');
    expect(status).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 });
    expect(status.currentRevision).not.toBe(status.updateRevision);
    cluster.edit<StatefulSet>(statefulSets, web, (draft) => {
      draft.spec.updateStrategy.rollingUpdate = { partition: 0 };
    });
    expect(revisions(cluster)).toBe('web-0:2 web-1:2 web-2:2');
    const after = cluster.get(statefulSets, 'web').status;
    expect(after.currentRevision).toBe(after.updateRevision);
  });

  test('a broken one stays broken when the template is put right', () => {
    const cluster = running(3);
    setImage(cluster, 'broken');
    expect(revisions(cluster)).toBe('web-0:1 web-1:1 web-2:2');
    setImage(cluster, 'web:1');
    expect(cluster.store.list(controllerRevisions).map((one) => one.revision)).toContain(3);
    expect(cluster.get(pods, 'web-2').status.phase).toBe('Pending');
    cluster.do((client) => client.delete(pods, { ...web, name: 'web-2' }));
    expect(revisions(cluster)).toBe('web-0:3 web-1:3 web-2:3');
  });

  test('OnDelete leaves it to people', () => {
    const cluster = running(2, { updateStrategy: { type: 'OnDelete' } });
    setImage(cluster, 'web:2');
    expect(revisions(cluster)).toBe('web-0:1 web-1:1');
    cluster.do((client) => client.delete(pods, { ...web, name: 'web-0' }));
    expect(revisions(cluster)).toBe('web-0:2 web-1:1');
  });

  test('keeps as much history as it is told to', () => {
    const cluster = running(1, { revisionHistoryLimit: 1 });
    for (const image of ['web:2', 'web:3', 'web:4']) setImage(cluster, image);
    const numbers = cluster.store.list(controllerRevisions).map((one) => one.revision);
    expect(numbers.sort()).toEqual([3, 4]);
  });
});

describe('adoption', () => {
  test('a set made anew adopts the pods and revisions that it finds', () => {
    const cluster = running(2);
    orphanAll(cluster);
    expect(cluster.store.list(pods).every((pod) => !pod.metadata.ownerReferences)).toBe(true);
    const before = cluster.store.list(pods).map((pod) => pod.metadata.uid);
    cluster.events.length = 0;
    cluster.do((client) => client.create(statefulSets, statefulSet(3)));
    const [owner] = cluster.get(pods, 'web-0').metadata.ownerReferences ?? [];
    expect(owner).toMatchObject({
      kind: 'StatefulSet',
      uid: cluster.get(statefulSets, 'web').metadata.uid,
      controller: true,
      blockOwnerDeletion: true,
    });
    const after = cluster.store.list(pods).map((pod) => pod.metadata.uid);
    expect(after.slice(0, 2)).toEqual(before);
    expect(revisions(cluster)).toBe('web-0:1 web-1:1 web-2:1');
  });

  test('a pod that the selector no longer matches is released, and blocks its name', () => {
    const cluster = running(2);
    cluster.edit<Pod>(pods, { ...web, name: 'web-1' }, (draft) => {
      draft.metadata.labels = { app: 'other' };
    });
    expect(cluster.get(pods, 'web-1').metadata.ownerReferences).toBeUndefined();
    expect(cluster.deadlines[0]).toMatch(/retry after: pods "web-1" already exists/);
    expect(cluster.events.filter((event) => event.startsWith('Warning'))).toEqual([]);
    cluster.do((client) => client.delete(pods, { ...web, name: 'web-1' }));
    expect(cluster.get(pods, 'web-1').metadata.labels?.app).toBe('web');
    expect(cluster.deadlines).toEqual([]);
  });
});

/** What `kubectl delete --cascade=orphan` comes to. */
function orphanAll(cluster: TestCluster): void {
  cluster.do((client, read) => {
    client.delete(statefulSets, web);
    orphan(client, read, pods);
    orphan(client, read, controllerRevisions);
  });
}

function orphan<T extends KubeObject>(client: Client, read: Reader, resource: Resource<T>): void {
  for (const object of read.list(resource)) {
    client.update<T>(
      resource,
      edit<T>(object, (draft) => {
        delete draft.metadata.ownerReferences;
      }),
    );
  }
}
