import { describe, expect, test } from 'vitest';
import { call, stateOf, storedCluster, testCluster, testStart } from '../testing/clusters.ts';
import { openDatabase } from '../testing/sqlite.ts';
import type { Cluster } from './cluster.ts';

const web = (image = 'nginx:1.27') => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    serviceName: 'web',
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        terminationGracePeriodSeconds: 2,
        containers: [
          {
            name: 'nginx',
            image,
            volumeMounts: [{ name: 'data', mountPath: '/usr/share/nginx/html' }],
          },
        ],
      },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    ],
  },
});

const ticker = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'ticker' },
  spec: {
    containers: [
      {
        name: 'main',
        image: 'busybox:1.36',
        command: ['sh', '-c', 'while true; do date >> /tmp/log; tail -1 /tmp/log; sleep 5; done'],
      },
    ],
  },
};

const crasher = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'crasher' },
  spec: {
    containers: [{ name: 'main', image: 'busybox:1.36', command: ['sh', '-c', 'sleep 3; exit 1'] }],
  },
};

const sets = '/apis/apps/v1/namespaces/default/statefulsets';
const scale = (replicas: number) => (cluster: Cluster) =>
  call(cluster, 'PATCH', `${sets}/web/scale`, { spec: { replicas } }, merge);
const merge = { 'content-type': 'application/merge-patch+json' };
const pods = '/api/v1/namespaces/default/pods';

/** What a learner does, in seconds since the start. */
const script: readonly (readonly [number, (cluster: Cluster) => unknown])[] = [
  [1, (cluster) => call(cluster, 'POST', sets, web())],
  [2, (cluster) => call(cluster, 'POST', pods, ticker)],
  [3, (cluster) => call(cluster, 'POST', pods, crasher)],
  [30, scale(0)],
  [45, scale(3)],
  [60, (cluster) => call(cluster, 'PUT', `${sets}/web`, web('nginx:1.28'))],
  [62, (cluster) => call(cluster, 'DELETE', `${pods}/web-1`)],
  [90, (cluster) => call(cluster, 'DELETE', `${pods}/ticker`)],
];
const end = testStart + 120_000;

/** Plays the script; `between` may replace the cluster before each step. */
function play(cluster: Cluster, between: (cluster: Cluster) => Cluster = (c) => c): Cluster {
  let current = cluster;
  for (const [seconds, act] of script) {
    current = between(current);
    current.advanceTo(testStart + seconds * 1_000);
    act(current);
  }
  current = between(current);
  current.advanceTo(end);
  return current;
}

describe('properties of a cluster', () => {
  const plain = stateOf(play(testCluster()));

  test('the script reaches what it claims', () => {
    const cluster = play(testCluster());
    const set = JSON.parse(String(call(cluster, 'GET', `${sets}/web`).body));
    expect(set.status).toMatchObject({ replicas: 3, readyReplicas: 3, updatedReplicas: 3 });
    expect(plain).toContain('CrashLoopBackOff');
  });

  test('the same script gives the same cluster', () => {
    expect(stateOf(play(testCluster()))).toBe(plain);
  });

  test('slicing: advancing in small steps is advancing at once', () => {
    const cluster = testCluster();
    let at = testStart;
    for (const [seconds, act] of script) {
      for (; at < testStart + seconds * 1_000; at += 170) cluster.advanceTo(at);
      cluster.advanceTo(testStart + seconds * 1_000);
      act(cluster);
    }
    for (; at < end; at += 1_370) cluster.advanceTo(at);
    cluster.advanceTo(end);
    expect(stateOf(cluster)).toBe(plain);
  });

  test('hibernate anywhere: a cluster read back from its database goes on the same', () => {
    const database = openDatabase();
    const sleep = (cluster: Cluster): Cluster => {
      cluster.flush();
      return storedCluster(database, testStart);
    };
    expect(stateOf(play(storedCluster(database), sleep))).toBe(plain);
  });

  test('crash anywhere: what was flushed is kept, and the rest follows from it', () => {
    const database = openDatabase();
    const crash = (cluster: Cluster): Cluster => {
      cluster.flush();
      const doomed = storedCluster(database, testStart);
      doomed.advanceTo(end);
      return storedCluster(database, testStart);
    };
    expect(stateOf(play(storedCluster(database), crash))).toBe(plain);
  });

  test('reconciling everything once more writes nothing', () => {
    const cluster = play(testCluster());
    const { revision } = cluster.read;
    const again = cluster.fork();
    expect(again.read.revision).toBe(revision);
    expect(stateOf(again)).toBe(plain);
  });

  test('a fork never touches its parent', () => {
    const cluster = play(testCluster());
    const fork = cluster.fork();
    call(fork, 'DELETE', `${sets}/web`);
    fork.skip(3_600_000);
    expect(stateOf(cluster)).toBe(plain);
  });
});
