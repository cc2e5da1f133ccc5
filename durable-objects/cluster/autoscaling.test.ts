import { beforeEach, describe, expect, test } from 'vitest';
import { call, read, testCluster } from '../testing/clusters.ts';
import type { Cluster } from './index.ts';

const core = '/api/v1/namespaces/default';
const autoscalers = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers';
const deployment = '/apis/apps/v1/namespaces/default/deployments/web';
const patch = { 'content-type': 'application/merge-patch+json' };
const second = 1_000;
let cluster: Cluster;

beforeEach(() => {
  cluster = testCluster();
});

/** A Deployment whose pods request 100m and 100Mi, behind a Service; they have run for a while. */
function deploy(
  replicas: number,
  resources: object = { requests: { cpu: '100m', memory: '100Mi' } },
): void {
  const labels = { app: 'web' };
  call(cluster, 'POST', '/apis/apps/v1/namespaces/default/deployments', {
    metadata: { name: 'web' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: [{ name: 'web', image: 'nginx:1.27', resources }] },
      },
    },
  });
  call(cluster, 'POST', `${core}/services`, {
    metadata: { name: 'web' },
    spec: { selector: labels, ports: [{ port: 80 }] },
  });
  cluster.skip(60 * second);
}

/** What all clients of the Service cost its pods together. */
function load(cpu: string): void {
  const annotations = { 'usage.labset.dev/cpu': cpu };
  call(cluster, 'PATCH', `${core}/services/web`, { metadata: { annotations } }, patch);
}

const cpu = (averageUtilization: number): object => ({
  type: 'Resource',
  resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
});

function autoscale(spec: object = {}): void {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const answer = call(cluster, 'POST', autoscalers, {
    metadata: { name: 'web' },
    spec: { scaleTargetRef, minReplicas: 1, maxReplicas: 10, metrics: [cpu(50)], ...spec },
  });
  expect(answer.status).toBe(201);
}

interface Autoscaler {
  readonly status: {
    readonly currentReplicas?: number;
    readonly desiredReplicas: number;
    readonly conditions?: readonly {
      type: string;
      status: string;
      reason: string;
      message: string;
    }[];
  };
}

/** `AbleToScale True ReadyForNewScale: recommended size matches current size`. */
function conditions(): readonly string[] {
  const { status } = read<Autoscaler>(cluster, `${autoscalers}/web`);
  return (status.conditions ?? []).map(
    ({ type, status: is, reason, message }) => `${type} ${is} ${reason}: ${message}`,
  );
}

function replicas(): number {
  return read<{ spec: { replicas: number } }>(cluster, deployment).spec.replicas;
}

/** The TARGETS column. */
function targets(): string {
  const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
  const { rows } = JSON.parse(
    String(call(cluster, 'GET', autoscalers, undefined, { accept }).body),
  );
  return rows[0].cells[2];
}

function events(reason: string): readonly string[] {
  const { items } = read<{ items: { reason: string; message: string }[] }>(
    cluster,
    `${core}/events`,
  );
  return items.filter((event) => event.reason === reason).map(({ message }) => message);
}

/** What autoscalers wait for. */
function waits(): readonly string[] {
  return cluster
    .deadlines()
    .filter(({ controller }) => controller === 'horizontalpodautoscaling')
    .map(({ at }) => `${Math.round((at - cluster.clock.now) / second)}s`);
}

describe('scales with the load', () => {
  test('up as fast as allowed, and down once the load has been low for five minutes', () => {
    deploy(1);
    load('380m');
    autoscale();
    expect([targets(), replicas()]).toEqual(['cpu: <unknown>/50%', 1]);
    cluster.skip(15 * second);
    expect([targets(), replicas()]).toEqual([expect.stringMatching(/^cpu: 38[01]%\/50%$/), 4]);
    expect(events('SuccessfulRescale')).toEqual([
      'New size: 4; reason: cpu resource utilization (percentage of request) above target',
    ]);
    expect(conditions()).toEqual([
      'AbleToScale True SucceededRescale: the HPA controller was able to update the target scale to 4',
      'ScalingActive True ValidMetricFound: the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
      'ScalingLimited True ScaleUpLimit: the desired replica count is increasing faster than the maximum scale rate',
    ]);
    cluster.skip(120 * second);
    expect(replicas()).toBe(8);
    expect(targets()).toMatch(/^cpu: 4[89]%\/50%$/);
    load('0');
    cluster.skip(30 * second);
    expect(replicas()).toBe(8);
    expect(conditions()[0]).toBe(
      'AbleToScale True ScaleDownStabilized: recent recommendations were higher than current one, applying the highest recent recommendation',
    );
    cluster.skip(300 * second);
    expect(replicas()).toBe(1);
    expect(events('SuccessfulRescale').at(-1)).toBe(
      'New size: 1; reason: All metrics below target',
    );
  });

  test('no further than the bounds', () => {
    deploy(1);
    load('400m');
    autoscale({ maxReplicas: 3 });
    cluster.skip(60 * second);
    expect(replicas()).toBe(3);
    expect(conditions()[2]).toBe(
      'ScalingLimited True TooManyReplicas: the desired replica count is more than the maximum replica count',
    );
  });

  test('to the minimum at once', () => {
    deploy(1);
    autoscale({ minReplicas: 2 });
    cluster.skip(15 * second);
    expect(replicas()).toBe(2);
    expect(events('SuccessfulRescale')).toEqual([
      'New size: 2; reason: Current number of replicas below Spec.MinReplicas',
    ]);
  });

  test('within the tolerance nothing is done', () => {
    deploy(2);
    load('108m');
    autoscale();
    cluster.skip(60 * second);
    expect(replicas()).toBe(2);
    expect(events('SuccessfulRescale')).toEqual([]);
  });
});

describe('behavior', () => {
  test('policies say how fast', () => {
    deploy(2);
    load('1');
    const policies = [{ type: 'Pods', value: 1, periodSeconds: 60 }];
    autoscale({ behavior: { scaleUp: { policies } } });
    cluster.skip(30 * second);
    expect(replicas()).toBe(3);
    cluster.skip(60 * second);
    expect(replicas()).toBe(4);
  });

  test('a window of its own for scaling down, or none at all', () => {
    deploy(4);
    autoscale({ behavior: { scaleDown: { stabilizationWindowSeconds: 30 } } });
    cluster.skip(15 * second);
    expect(replicas()).toBe(4);
    cluster.skip(45 * second);
    expect(replicas()).toBe(1);
  });

  test('disabled', () => {
    deploy(4);
    autoscale({
      behavior: { scaleDown: { selectPolicy: 'Disabled', stabilizationWindowSeconds: 0 } },
    });
    cluster.skip(600 * second);
    expect(replicas()).toBe(4);
    expect(conditions()[2]).toMatch(/^ScalingLimited True ScaleDownLimit: /);
  });
});

describe('what can not be measured', () => {
  test('a container without requests', () => {
    deploy(1, {});
    autoscale();
    cluster.skip(15 * second);
    const [condition = ''] = conditions().slice(1);
    expect(condition).toMatch(
      /^ScalingActive False FailedGetResourceMetric: the HPA was unable to compute the replica count: failed to get cpu utilization: missing request for cpu in container web of Pod web-[-a-z0-9]+$/,
    );
    expect(events('FailedComputeMetricsReplicas')[0]).toMatch(
      /^invalid metrics \(1 invalid out of 1\), first error is: failed to get cpu resource metric value: failed to get cpu utilization: missing request/,
    );
  });

  test('metrics of other kinds', () => {
    deploy(1);
    const target = { type: 'AverageValue', averageValue: '10' };
    autoscale({ metrics: [{ type: 'Pods', pods: { metric: { name: 'rps' }, target } }] });
    cluster.skip(15 * second);
    expect(conditions()[1]).toBe(
      'ScalingActive False FailedGetPodsMetric: the HPA was unable to compute the replica count: unable to get metric rps: unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered',
    );
  });

  test('a target that is not there, until it is', () => {
    autoscale();
    cluster.skip(15 * second);
    expect(conditions()).toEqual([
      'AbleToScale False FailedGetScale: the HPA controller was unable to get the target\'s current scale: deployments.apps "web" not found',
    ]);
    expect(waits()).toEqual([]);
    deploy(1);
    expect(conditions()[0]).toMatch(/^AbleToScale True/);
  });

  test('a target without replicas', () => {
    deploy(0);
    autoscale();
    cluster.skip(15 * second);
    expect(conditions()[1]).toBe(
      'ScalingActive False ScalingDisabled: scaling is disabled since the replica count of the target is zero',
    );
  });
});

test('an autoscaler that has nothing to change waits for nothing', () => {
  deploy(1);
  autoscale();
  expect(waits()).toEqual(['15s']);
  cluster.skip(400 * second);
  expect(waits()).toEqual([]);
  expect(conditions()[0]).toBe(
    'AbleToScale True ReadyForNewScale: recommended size matches current size',
  );
  load('400m');
  expect(waits()).not.toEqual([]);
});

test('memory, as an amount for each pod', () => {
  deploy(1);
  const target = { type: 'AverageValue', averageValue: '1Mi' };
  autoscale({
    maxReplicas: 2,
    metrics: [{ type: 'Resource', resource: { name: 'memory', target } }],
  });
  cluster.skip(60 * second);
  expect(replicas()).toBe(2);
  expect(events('SuccessfulRescale')).toEqual([
    'New size: 2; reason: memory resource above target',
  ]);
});

describe('metrics.k8s.io', () => {
  const metrics = '/apis/metrics.k8s.io/v1beta1';

  test('tells what pods and nodes use', () => {
    deploy(2);
    load('300m');
    const { items } = read<{
      items: { containers: { name: string; usage: Amounts }[]; window: string }[];
    }>(cluster, `${metrics}/namespaces/default/pods?labelSelector=app=web`);
    expect(items).toHaveLength(2);
    for (const { containers, window } of items) {
      expect(window).toBe('15s');
      expect(containers[0]?.name).toBe('web');
      expect(containers[0]?.usage.cpu).toMatch(/^15[01]0{6}n$/);
      expect(containers[0]?.usage.memory).toMatch(/^\d{4}Ki$/);
    }
    const nodes = read<{ items: { usage: Amounts }[] }>(cluster, `${metrics}/nodes`).items;
    expect(nodes).toHaveLength(3);
  });
  type Amounts = { readonly cpu: string; readonly memory: string };

  test('is asked again, and never watched or written', () => {
    deploy(1);
    const missing = call(cluster, 'GET', `${metrics}/namespaces/default/pods/none`);
    expect(JSON.parse(String(missing.body)).message).toBe(
      'podmetrics.metrics.k8s.io "default/none" not found',
    );
    expect(call(cluster, 'POST', `${metrics}/namespaces/default/pods`, {}).status).toBe(405);
    const { resources } = read<{ resources: { name: string; kind: string; verbs: string[] }[] }>(
      cluster,
      metrics,
    );
    expect(resources.map(({ name, kind, verbs }) => `${name} ${kind} ${verbs.join()}`)).toEqual([
      'nodes NodeMetrics get,list',
      'pods PodMetrics get,list',
    ]);
  });

  test('no container uses more than its limits', () => {
    deploy(1, { limits: { cpu: '50m', memory: '2Mi' } });
    load('2');
    const [pod] = read<{ items: { containers: { usage: Amounts }[] }[] }>(
      cluster,
      `${metrics}/pods`,
    ).items;
    expect(pod?.containers[0]?.usage).toEqual({
      cpu: '50000000n',
      memory: expect.stringMatching(/^(1\d{3}|20[0-4]\d)Ki$/),
    });
  });
});
