import { beforeEach, describe, expect, test } from 'vitest';
import { call, read, testCluster } from '../testing/clusters.ts';
import type { Cluster } from './index.ts';

const core = '/api/v1/namespaces/default';
const budgets = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';
let cluster: Cluster;

beforeEach(() => {
  cluster = testCluster();
});

/** A Deployment whose pods have begun to run. */
function deploy(replicas: number, command?: readonly string[]): void {
  const container = { name: 'web', image: 'nginx:1.27', ...(command ? { command } : {}) };
  const readinessProbe = { exec: { command: ['test', '!', '-e', '/tmp/sick'] }, periodSeconds: 1 };
  const answer = call(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', {
    metadata: { name: 'web' },
    spec: {
      replicas,
      selector: { matchLabels: { app: 'web' } },
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ ...container, readinessProbe }] },
      },
    },
  });
  expect(answer.status).toBe(201);
  cluster.skip(10_000);
}

function budget(name: string, spec: object): void {
  const selector = { matchLabels: { app: 'web' } };
  const body = { metadata: { name }, spec: { selector, ...spec } };
  expect(call(cluster, 'POST', budgets, body).status).toBe(201);
}

interface Status {
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
  readonly conditions: readonly { readonly status: string; readonly reason: string }[];
}

/** `allowed 1, healthy 3 of 2 (3 expected) True SufficientPods`. */
function status(name = 'guard'): string {
  const found = read<{ status: Status }>(cluster, `${budgets}/${name}`).status;
  const { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods, conditions } = found;
  const condition = conditions.map((one) => `${one.status} ${one.reason}`).join();
  return `allowed ${disruptionsAllowed}, healthy ${currentHealthy} of ${desiredHealthy} (${expectedPods} expected) ${condition}`;
}

function podNames(): readonly string[] {
  return read<{ items: { metadata: { name: string } }[] }>(cluster, `${core}/pods`).items.map(
    ({ metadata }) => metadata.name,
  );
}

function evict(name: string, deleteOptions: object = {}, query = ''): ReturnType<typeof call> {
  const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name }, deleteOptions };
  return call(cluster, 'POST', `${core}/pods/${name}/eviction${query}`, body);
}

describe('should observe PodDisruptionBudget status updated', () => {
  test.each([
    [{ minAvailable: 2 }, 'allowed 1, healthy 3 of 2 (3 expected) True SufficientPods'],
    [{ minAvailable: 3 }, 'allowed 0, healthy 3 of 3 (3 expected) False InsufficientPods'],
    [{ minAvailable: '50%' }, 'allowed 1, healthy 3 of 2 (3 expected) True SufficientPods'],
    [{ maxUnavailable: 1 }, 'allowed 1, healthy 3 of 2 (3 expected) True SufficientPods'],
    [{ maxUnavailable: '10%' }, 'allowed 1, healthy 3 of 2 (3 expected) True SufficientPods'],
    [{ maxUnavailable: 0 }, 'allowed 0, healthy 3 of 3 (3 expected) False InsufficientPods'],
    [{}, 'allowed 0, healthy 3 of 0 (0 expected) False InsufficientPods'],
  ])('%j', (spec, wanted) => {
    deploy(3);
    budget('guard', spec);
    expect(status()).toBe(wanted);
  });

  test('without pods nothing may go', () => {
    budget('guard', { minAvailable: 0 });
    expect(status()).toBe('allowed 0, healthy 0 of 0 (0 expected) False InsufficientPods');
    deploy(1);
    expect(status()).toBe('allowed 1, healthy 1 of 0 (1 expected) True SufficientPods');
  });

  test('pods that nobody scales', () => {
    const metadata = { name: 'bare', labels: { app: 'web' } };
    const spec = { containers: [{ name: 'web', image: 'nginx:1.27' }] };
    call(cluster, 'POST', `${core}/pods`, { metadata, spec });
    cluster.skip(10_000);
    budget('guard', { maxUnavailable: 1 });
    expect(status()).toBe('allowed 0, healthy 1 of 0 (0 expected) False InsufficientPods');
    const { items } = read<{ items: { reason: string; message: string }[] }>(
      cluster,
      `${core}/events`,
    );
    expect(items.find(({ reason }) => reason === 'UnmanagedPods')?.message).toMatch(
      /^Pods selected by this PodDisruptionBudget \(selector: app=web\) were found to be unmanaged\. /,
    );
  });
});

describe('should block an eviction until the PDB is updated to allow it', () => {
  test('and takes each disruption from the budget', () => {
    deploy(2);
    budget('guard', { minAvailable: 2 });
    const [first = '', second = ''] = podNames();
    const refused = JSON.parse(String(evict(first).body));
    expect(refused).toMatchObject({
      code: 429,
      reason: 'TooManyRequests',
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      details: {
        causes: [
          {
            reason: 'DisruptionBudget',
            message: 'The disruption budget guard needs 2 healthy pods and has 2 currently',
          },
        ],
      },
    });
    const type = { 'content-type': 'application/merge-patch+json' };
    call(cluster, 'PATCH', `${budgets}/guard`, { spec: { minAvailable: 1 } }, type);
    expect(evict(first).status).toBe(201);
    expect(status()).toMatch(/^allowed 0, healthy 1 of 1/);
    expect(evict(second).status).toBe(429);
    const pod = read<{ status: { conditions: object[] } }>(cluster, `${core}/pods/${first}`);
    expect(pod.status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'DisruptionTarget',
        status: 'True',
        reason: 'EvictionByEvictionAPI',
        message: 'Eviction API: evicting',
      }),
    );
    cluster.skip(60_000);
    expect(status()).toMatch(/^allowed 1, healthy 2 of 1/);
    expect(evict(second).status).toBe(201);
  });

  test('a dry run and a wrong precondition take nothing', () => {
    deploy(2);
    budget('guard', { minAvailable: 1 });
    const [first = ''] = podNames();
    expect(evict(first, {}, '?dryRun=All').status).toBe(201);
    expect(evict(first, { dryRun: ['All'] }).status).toBe(201);
    expect(evict(first, { preconditions: { uid: 'another' } }).status).toBe(409);
    expect(status()).toMatch(/^allowed 1, healthy 2 of 1/);
  });

  test('two budgets', () => {
    deploy(2);
    budget('a', { minAvailable: 1 });
    budget('b', { minAvailable: 1 });
    const [first = ''] = podNames();
    expect(JSON.parse(String(evict(first).body))).toMatchObject({
      status: 'Failure',
      code: 500,
      message:
        'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    });
    expect(podNames()).toContain(first);
  });

  test('pods that are not healthy', () => {
    deploy(2, ['sh', '-c', 'touch /tmp/sick; sleep 1000']);
    budget('guard', { minAvailable: 1 });
    const [first = ''] = podNames();
    expect(status()).toMatch(/^allowed 0, healthy 0 of 1/);
    expect(evict(first).status).toBe(429);
    const type = { 'content-type': 'application/merge-patch+json' };
    const policy = { spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' } };
    call(cluster, 'PATCH', `${budgets}/guard`, policy, type);
    expect(evict(first).status).toBe(201);
  });
});

test('should create, list and delete PodDisruptionBudgets', () => {
  budget('a', { minAvailable: '10%' });
  budget('b', { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'IfHealthyBudget' });
  const list = (): number =>
    read<{ items: [] }>(cluster, '/apis/policy/v1/poddisruptionbudgets').items.length;
  expect(list()).toBe(2);
  expect(call(cluster, 'DELETE', budgets).status).toBe(200);
  expect(list()).toBe(0);
});

test('should update/patch PodDisruptionBudget status', () => {
  budget('guard', { minAvailable: 1 });
  const type = { 'content-type': 'application/merge-patch+json' };
  const body = {
    status: { disruptedPods: { a: '2026-11-20T10:00:00Z' } },
    spec: { minAvailable: 9 },
  };
  const answer = call(cluster, 'PATCH', `${budgets}/guard/status`, body, type);
  expect(JSON.parse(String(answer.body))).toMatchObject({
    spec: { minAvailable: 1 },
    status: { disruptedPods: { a: '2026-11-20T10:00:00Z' } },
  });
});

test.each([
  [
    { minAvailable: 1, maxUnavailable: 1 },
    'spec: Invalid value: {"MinAvailable":1,"Selector":{"matchLabels":{"app":"web"}},"MaxUnavailable":1,"UnhealthyPodEvictionPolicy":null}: minAvailable and maxUnavailable cannot be both set',
  ],
  [
    { minAvailable: '120%' },
    'spec.minAvailable: Invalid value: "120%": must not be greater than 100%',
  ],
  [
    { minAvailable: -1 },
    'spec.minAvailable: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    { unhealthyPodEvictionPolicy: 'Never' },
    'spec.unhealthyPodEvictionPolicy: Unsupported value: "Never": supported values: "AlwaysAllow", "IfHealthyBudget"',
  ],
])('a bad budget: %j', (spec, why) => {
  const selector = { matchLabels: { app: 'web' } };
  const answer = call(cluster, 'POST', budgets, {
    metadata: { name: 'x' },
    spec: { selector, ...spec },
  });
  expect(JSON.parse(String(answer.body)).message).toBe(
    `PodDisruptionBudget.policy "x" is invalid: ${why}`,
  );
});
