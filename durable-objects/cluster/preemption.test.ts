import { beforeEach, describe, expect, test } from 'vitest';
import { call, read, testCluster } from '../testing/clusters.ts';
import type { Cluster } from './index.ts';

const pods = '/api/v1/namespaces/default/pods';
let cluster: Cluster;

beforeEach(() => {
  cluster = testCluster();
  for (const [name, value] of [
    ['high', 1_000],
    ['middle', 500],
    ['low', 1],
  ] as const)
    priorityClass(name, { value });
});

function priorityClass(name: string, spec: object): void {
  const answer = call(cluster, 'POST', '/apis/scheduling.k8s.io/v1/priorityclasses', {
    metadata: { name },
    ...spec,
  });
  expect(answer.status).toBe(201);
}

/** A pod that asks for this much of a node's four CPUs. */
function pod(name: string, priorityClassName: string, cpu: string, spec: object = {}): string {
  const container = { name: 'web', image: 'nginx:1.27', resources: { requests: { cpu } } };
  const answer = call(cluster, 'POST', pods, {
    metadata: { name, labels: { app: name.split('-')[0] } },
    spec: {
      containers: [container],
      priorityClassName,
      terminationGracePeriodSeconds: 5,
      ...spec,
    },
  });
  expect(answer.status).toBe(201);
  return JSON.parse(String(answer.body)).metadata.uid;
}

interface Pod {
  readonly metadata: { readonly name: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly nominatedNodeName?: string;
    readonly conditions?: readonly { readonly type: string; readonly reason?: string }[];
  };
}

/** `a on node-1`, `b for node-2` (promised), `c nowhere`, `d off node-1` (going). */
function places(): readonly string[] {
  return read<{ items: Pod[] }>(cluster, pods).items.map(({ metadata, spec, status }) => {
    const { name, deletionTimestamp } = metadata;
    if (spec.nodeName) return `${name} ${deletionTimestamp ? 'off' : 'on'} ${spec.nodeName}`;
    return status.nominatedNodeName ? `${name} for ${status.nominatedNodeName}` : `${name} nowhere`;
  });
}

function messages(reason: string): readonly string[] {
  const { items } = read<{ items: { reason: string; message: string }[] }>(
    cluster,
    '/api/v1/namespaces/default/events',
  );
  return items.filter((event) => event.reason === reason).map(({ message }) => message);
}

const on = (node: string): object => ({ nodeSelector: { 'kubernetes.io/hostname': node } });

describe('validates basic preemption works', () => {
  test('the least important pod of the nodes makes room', () => {
    pod('a', 'middle', '3', on('node-1'));
    pod('b', 'low', '3', on('node-2'));
    pod('c', 'middle', '3', on('node-3'));
    const uid = pod('new', 'high', '2');
    expect(places()).toEqual(['a on node-1', 'b off node-2', 'c on node-3', 'new for node-2']);
    expect(messages('Preempted')).toEqual([`Preempted by pod ${uid} on node node-2`]);
    expect(messages('FailedScheduling')).toEqual(['0/3 nodes are available: 3 Insufficient cpu.']);
    cluster.skip(10_000);
    expect(places()).toEqual(['a on node-1', 'c on node-3', 'new on node-2']);
  });

  test('no more pods go than have to, and the longest running stay', () => {
    pod('a', 'low', '1', on('node-1'));
    cluster.skip(5_000);
    pod('b', 'low', '1', on('node-1'));
    pod('c', 'middle', '1500m', on('node-1'));
    cluster.skip(5_000);
    pod('new', 'high', '1', on('node-1'));
    expect(places()).toEqual(['a on node-1', 'b off node-1', 'c on node-1', 'new on node-1']);
  });

  test('a promised node is not given away: what is left of it is', () => {
    pod('a', 'low', '3', on('node-1'));
    pod('new', 'high', '3', on('node-1'));
    pod('b', 'middle', '1', on('node-1'));
    expect(places()).toEqual(['a off node-1', 'b for node-1', 'new for node-1']);
    cluster.skip(10_000);
    expect(places()).toEqual(['b on node-1', 'new on node-1']);
  });
});

test('validates lower priority pod preemption by critical pod', () => {
  pod('a', 'high', '3', on('node-1'));
  pod('critical', 'system-cluster-critical', '3', on('node-1'));
  cluster.skip(10_000);
  expect(places()).toEqual(['critical on node-1']);
});

test('validates pod disruption condition is added to the preempted pod', () => {
  pod('a', 'low', '3', on('node-1'));
  pod('new', 'high', '3', on('node-1'));
  const { status } = read<Pod>(cluster, `${pods}/a`);
  expect(status.conditions?.find(({ type }) => type === 'DisruptionTarget')).toMatchObject({
    status: 'True',
    reason: 'PreemptionByScheduler',
    message: 'default-scheduler: preempting to accommodate a higher priority pod',
  });
});

test('PreemptionExecutionPath runs ReplicaSets to verify preemption running path', () => {
  const sets = '/apis/apps/v1/namespaces/default/replicasets';
  const make = (name: string, priorityClassName: string, replicas: number, cpu: string): void => {
    const labels = { app: name };
    const container = { name: 'web', image: 'nginx:1.27', resources: { requests: { cpu } } };
    const spec = { containers: [container], priorityClassName, ...on('node-1') };
    call(cluster, 'POST', sets, {
      metadata: { name },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec },
      },
    });
  };
  make('low', 'low', 4, '900m');
  make('middle', 'middle', 2, '900m');
  make('high', 'high', 1, '1800m');
  cluster.skip(120_000);
  const placed = read<{ items: Pod[] }>(cluster, pods)
    .items.filter(({ spec }) => spec.nodeName)
    .map(({ metadata }) => metadata.name.split('-')[0]);
  expect(placed.sort()).toEqual(['high', 'middle', 'middle']);
});

describe('budgets', () => {
  test('are kept where another node will do, and broken where not', () => {
    pod('a', 'low', '3', on('node-1'));
    pod('b', 'middle', '3', on('node-2'));
    cluster.skip(5_000);
    const selector = { matchLabels: { app: 'a' } };
    call(cluster, 'POST', '/apis/policy/v1/namespaces/default/poddisruptionbudgets', {
      metadata: { name: 'guard' },
      spec: { selector, minAvailable: 1 },
    });
    call(
      cluster,
      'PATCH',
      '/api/v1/nodes/node-3',
      { spec: { unschedulable: true } },
      {
        'content-type': 'application/merge-patch+json',
      },
    );
    pod('new', 'high', '3');
    pod('other', 'high', '3', on('node-1'));
    expect(places()).toEqual(['a off node-1', 'b off node-2', 'new on node-2', 'other on node-1']);
  });
});

describe('what is said when preemption makes no room', () => {
  const tail = '0/3 nodes are available: ';
  test.each([
    [
      'high',
      {},
      `${tail}3 Insufficient cpu. no new claims to deallocate, preemption: ${tail}1 Insufficient cpu, 2 No preemption victims found for incoming pod.`,
    ],
    [
      'never',
      {},
      `${tail}3 Insufficient cpu. no new claims to deallocate, preemption: not eligible due to preemptionPolicy=Never.`,
    ],
    [
      'high',
      on('node-2'),
      `${tail}1 Insufficient cpu, 2 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: ${tail}1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.`,
    ],
  ])('%s %j', (priority, spec, message) => {
    priorityClass('never', { value: 1_000, preemptionPolicy: 'Never' });
    // Two CPUs of high priority on every node, and a little of low priority on the first.
    for (const node of ['node-1', 'node-2', 'node-3']) pod(`big-${node}`, 'high', '2', on(node));
    pod('small', 'low', '1', on('node-1'));
    pod('new', priority, '3', spec);
    expect(messages('FailedScheduling')).toEqual([message]);
    expect(places()).toContain('new nowhere');
  });
});
