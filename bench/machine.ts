import { labs } from '../build/labs.ts';
import { statefulSets } from '../durable-objects/api/apps/statefulset/resource.ts';
import type { Cluster } from '../durable-objects/cluster/index.ts';
import { newCluster } from '../durable-objects/cluster/index.ts';
import { createGrader } from '../durable-objects/grading/grader.ts';
import { loadLab, loadSteps, readManifests } from '../durable-objects/grading/load.ts';
import { takeStep } from '../durable-objects/grading/steps.ts';
import { hour } from '../durable-objects/lib/instant.ts';
import { call, testCluster, testStart } from '../durable-objects/testing/clusters.ts';
import type { Figure } from './figures.ts';

const rounds = 15;
const replicas = 10;
const lab = 'scale-to-zero';

/** What the cluster itself takes, without a platform around it: in plain Node, in memory. */
export function measureMachine(): readonly Figure[] {
  return [measureSet(), ...measureExperiment()];
}

/** An ordered StatefulSet with claims, from POST until every replica is Ready, in a fork. */
function measureSet(): Figure {
  const cluster = testCluster();
  const times = repeat(() => {
    const fork = cluster.fork();
    const before = performance.now();
    post(fork, '/api/v1/namespaces/default/services', service);
    post(fork, '/apis/apps/v1/namespaces/default/statefulsets', statefulSet);
    settle(fork);
    return performance.now() - before;
  });
  const name = `${replicas} ordered replicas, claims`;
  return { name, unit: 'ms', rounds: times, real: 4_000 };
}

/** Grading the solved lab: a fork that is scaled to zero and back, minutes of its own time. */
function measureExperiment(): readonly Figure[] {
  const files = labs[lab]?.files;
  if (!files) return [];
  const loaded = loadLab(files);
  const cluster = newCluster({ seed: 'bench', nodes: ['node-1', 'node-2', 'node-3'] }, testStart);
  const grader = createGrader(loaded);
  grader.setup(cluster);
  const manifests = (file: string) => readManifests(loaded.files, file);
  const run = { cluster, manifests, budget: hour };
  for (const { check, ...step } of loadSteps(loaded.files, 'solution/steps.yaml')) {
    if (check) continue;
    const failure = takeStep(run, step);
    if (failure) throw new Error(failure.observed.en);
    grader.publish(cluster, grader.observe(cluster));
  }
  const times = repeat(() => {
    const before = performance.now();
    const { score, points } = grader.grade(cluster);
    const took = performance.now() - before;
    if (score !== points) throw new Error(`the solution scores ${score} of ${points}`);
    return took;
  });
  return [{ name: `grading ${lab}`, unit: 'ms', rounds: times }];
}

/** From one thing that happens by itself to the next, until all replicas are Ready. */
function settle(cluster: Cluster): void {
  const key = { namespace: 'default', name: 'web' };
  const end = cluster.clock.now + hour;
  while (cluster.read.get(statefulSets, key)?.status.readyReplicas !== replicas) {
    const next = cluster.nextDeadline();
    if (!next || next.at > end) throw new Error('the set never became Ready');
    cluster.advanceTo(next.at);
  }
}

function post(cluster: Cluster, path: string, body: unknown): void {
  const reply = call(cluster, 'POST', path, body);
  if (reply.status !== 201) throw new Error(`POST ${path}: ${reply.status} ${reply.body}`);
}

/** The first runs, in which the code is still being compiled, don't count. */
function repeat(once: () => number): readonly number[] {
  for (let i = 0; i < 5; i++) once();
  return Array.from({ length: rounds }, once);
}

const service = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ name: 'http', port: 80 }] },
};

const statefulSet = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    serviceName: 'web',
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'nginx',
            image: 'nginx:1.27',
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
};
