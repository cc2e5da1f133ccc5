import { describe, expect, test } from 'vitest';
import { allResources, type Deployment, deployments, pods, replicaSets } from '../../api/index.ts';
import { replicaSetController } from '../replicaset/controller.ts';
import { TestCluster } from '../testing/cluster.ts';
import { testKubelet } from '../testing/kubelet.ts';
import { deployment, template } from '../testing/manifests.ts';
import { findCondition } from './conditions.ts';
import { deploymentController } from './controller.ts';

const web = { namespace: 'default', name: 'web' };

function running(replicas: number, spec: Partial<Deployment['spec']> = {}): TestCluster {
  const cluster = new TestCluster([deploymentController, replicaSetController, testKubelet]);
  cluster.do((client) => client.create(deployments, deployment(replicas, spec)));
  return cluster;
}

function change(cluster: TestCluster, edit: (spec: Deployment['spec']) => void): void {
  cluster.edit<Deployment>(deployments, web, (draft) => edit(draft.spec));
}

/** The deployment's events, with its ReplicaSets called `rs1`, `rs2` ... by revision. */
function scaling(cluster: TestCluster): readonly string[] {
  const names = new Map(
    cluster.store
      .list(replicaSets)
      .map((set) => [set.metadata.name, `rs${set.metadata.annotations?.[revision]}`]),
  );
  return cluster.events
    .filter((event) => event.startsWith('ScalingReplicaSet '))
    .map((event) => event.replace('ScalingReplicaSet Scaled ', ''))
    .map((event) => event.replace(/web-\w+/, (name) => names.get(name) ?? name));
}

const revision = 'deployment.kubernetes.io/revision';

/** `rs1:3 rs2:0` */
function sizes(cluster: TestCluster): string {
  return cluster.store
    .list(replicaSets)
    .map((set) => `rs${set.metadata.annotations?.[revision]}:${set.spec.replicas}`)
    .sort()
    .join(' ');
}

describe('rollout', () => {
  test('creates a ReplicaSet with hash, revision and conditions', () => {
    const cluster = running(3);
    expect(scaling(cluster)).toEqual(['up replica set rs1 from 0 to 3']);
    const [set] = cluster.store.list(replicaSets);
    const hash = set?.metadata.labels?.['pod-template-hash'];
    expect(set?.metadata.name).toBe(`web-${hash}`);
    expect(set?.metadata.annotations).toEqual({
      [revision]: '1',
      'deployment.kubernetes.io/desired-replicas': '3',
      'deployment.kubernetes.io/max-replicas': '4',
    });
    const { metadata, status } = cluster.get(deployments, 'web');
    expect(metadata.annotations).toEqual({ [revision]: '1' });
    expect(status).toMatchObject({
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      terminatingReplicas: 0,
      observedGeneration: 1,
    });
    const told = status.conditions?.map(({ type, status: value, reason, message }) =>
      [type, value, reason, message].join(' '),
    );
    expect(told).toEqual([
      'Available True MinimumReplicasAvailable Deployment has minimum availability.',
      `Progressing True NewReplicaSetAvailable ReplicaSet "${set?.metadata.name}" has successfully progressed.`,
    ]);
    expect(cluster.deadlines).toEqual([]);
    expect(cluster.restart(allResources)).toBe(0);
  });

  test('goes up by the surge and down as the new pods become available', () => {
    const cluster = running(3);
    cluster.events.length = 0;
    change(cluster, (spec) => {
      spec.template = template('web:2');
    });
    expect(scaling(cluster)).toEqual([
      'up replica set rs2 from 0 to 1',
      'down replica set rs1 from 3 to 2',
      'up replica set rs2 from 1 to 2',
      'down replica set rs1 from 2 to 1',
      'up replica set rs2 from 2 to 3',
      'down replica set rs1 from 1 to 0',
    ]);
    expect(sizes(cluster)).toBe('rs1:0 rs2:3');
  });

  test('back to an earlier template uses its ReplicaSet again', () => {
    const cluster = running(2);
    change(cluster, (spec) => {
      spec.template = template('web:2');
    });
    change(cluster, (spec) => {
      spec.template = template('web:1');
    });
    expect(sizes(cluster)).toBe('rs2:0 rs3:2');
    const again = cluster.store
      .list(replicaSets)
      .find((set) => set.metadata.annotations?.[revision] === '3');
    expect(again?.metadata.annotations?.['deployment.kubernetes.io/revision-history']).toBe('1');
  });

  test('a broken one keeps the old pods and times out', () => {
    const cluster = running(3, { progressDeadlineSeconds: 60 });
    change(cluster, (spec) => {
      spec.template = template('broken');
    });
    expect(sizes(cluster)).toBe('rs1:3 rs2:1');
    expect(cluster.deadlines).toHaveLength(1);
    cluster.advance(61_000);
    const condition = findCondition(cluster.get(deployments, 'web').status, 'Progressing');
    expect(condition).toMatchObject({ status: 'False', reason: 'ProgressDeadlineExceeded' });
    expect(cluster.deadlines).toEqual([]);
  });

  test('Recreate ends all old pods first', () => {
    const cluster = running(2, { strategy: { type: 'Recreate' } });
    cluster.events.length = 0;
    change(cluster, (spec) => {
      spec.template = template('web:2');
    });
    expect(scaling(cluster)).toEqual([
      'down replica set rs1 from 2 to 0',
      'up replica set rs2 from 0 to 2',
    ]);
  });

  test('keeps as many old ReplicaSets as it is told to', () => {
    const cluster = running(1, { revisionHistoryLimit: 1 });
    for (const image of ['web:2', 'web:3', 'web:4'])
      change(cluster, (spec) => {
        spec.template = template(image);
      });
    expect(sizes(cluster)).toBe('rs3:0 rs4:1');
  });
});

describe('scaling', () => {
  test('scales the one ReplicaSet', () => {
    const cluster = running(3);
    change(cluster, (spec) => {
      spec.replicas = 5;
    });
    expect(sizes(cluster)).toBe('rs1:5');
    change(cluster, (spec) => {
      spec.replicas = 0;
    });
    expect(sizes(cluster)).toBe('rs1:0');
    expect(cluster.names(pods)).toEqual([]);
  });

  test('in the midst of a rollout scales in proportion', () => {
    const strategy = {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 3, maxUnavailable: 2 },
    };
    const cluster = running(10, { strategy });
    change(cluster, (spec) => {
      spec.template = template('broken');
    });
    expect(sizes(cluster)).toBe('rs1:8 rs2:5');
    change(cluster, (spec) => {
      spec.replicas = 15;
    });
    expect(sizes(cluster)).toBe('rs1:11 rs2:7');
  });

  test('pausing stops the rollout, not the scaling', () => {
    const cluster = running(2);
    change(cluster, (spec) => {
      spec.paused = true;
    });
    change(cluster, (spec) => {
      spec.template = template('web:2');
      spec.replicas = 3;
    });
    expect(sizes(cluster)).toBe('rs1:3');
    const paused = findCondition(cluster.get(deployments, 'web').status, 'Progressing');
    expect(paused).toMatchObject({ status: 'Unknown', reason: 'DeploymentPaused' });
    change(cluster, (spec) => {
      delete spec.paused;
    });
    expect(sizes(cluster)).toBe('rs1:0 rs2:3');
  });
});
