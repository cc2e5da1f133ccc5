import { describe, expect, test } from 'vitest';
import { type ClusterState, reduce, unknownCluster } from '../state/cluster.ts';
import { made, put } from '../state/fixture.ts';
import type { AnyObject } from '../state/objects.ts';
import { sceneOf } from './model.ts';
import { quantity } from './quantity.ts';
import { chainOn, litBy } from './related.ts';

const now = Date.parse('2026-11-20T01:10:00Z');

/** A cluster with these objects. */
function cluster(objects: readonly AnyObject[]): ClusterState {
  const hello = { type: 'hello', readOnly: false, clock: { now, skipped: 0 } } as const;
  const state = reduce(unknownCluster, hello, now);
  const changes = objects.map(put);
  return reduce(state, { type: 'objects', revision: 1, full: true, changes }, now);
}

function set(replicas: number, spec: Readonly<Record<string, unknown>> = {}): AnyObject {
  const fields = { replicas, serviceName: 'web', ...spec };
  return made('StatefulSet', { name: 'web', namespace: 'default' }, { spec: fields });
}

const grammar = /^(\w+)-(\d):(\w+)([*~!]?)$/;

/** `web-0:Running*`: * is Ready, ~ is ending, ! is crashing. */
function pod(text: string): AnyObject {
  const [, name, ordinal, phase = '', mark] = grammar.exec(text) ?? [];
  const ending = { deletionTimestamp: '2026-11-20T01:10:18Z', deletionGracePeriodSeconds: 30 };
  const waiting = { waiting: { reason: 'CrashLoopBackOff' } };
  return made(
    'Pod',
    {
      name: `${name}-${ordinal}`,
      namespace: 'default',
      owner: ['StatefulSet', 'web'],
      ...(mark === '~' ? ending : {}),
    },
    {
      spec: { nodeName: `node-${Number(ordinal) + 1}`, containers: [{ name: 'nginx' }] },
      status: {
        phase,
        conditions: [{ type: 'Ready', status: mark === '*' || mark === '~' ? 'True' : 'False' }],
        containerStatuses: [
          { name: 'nginx', ready: mark === '*', state: mark === '!' ? waiting : { running: {} } },
        ],
      },
    },
  );
}

function told(replicas: number, pods: string, spec = {}): string {
  const objects = [set(replicas, spec), ...pods.split(' ').filter(Boolean).map(pod)];
  const { pods: things } = sceneOf(cluster(objects), 'default', now);
  return things.map(({ name, tone, said }) => `${name}:${tone}/${said.word}`).join(' ');
}

describe('pods that are, and pods that should be', () => {
  test.each([
    [3, 'web-0:Running*', 'web-0:well/running web-1:ghost/not-created web-2:ghost/not-created'],
    [0, 'web-0:Running* web-1:Running~', 'web-0:well/its-turn web-1:wait/terminating'],
    [1, 'web-0:Running!', 'web-0:fail/printed'],
    [1, 'web-0:Running', 'web-0:wait/not-ready'],
    [1, 'web-0:Pending', 'web-0:wait/starting'],
    [1, 'web-0:Succeeded', 'web-0:well/completed'],
    [0, '', ''],
  ])('%d of %j', (replicas, pods, expected) => {
    expect(told(replicas, pods)).toBe(expected);
  });
});

describe('what waits for what in a set', () => {
  test.each([
    ['up', 3, 'web-0:Running', {}, ['web-1>web-0', 'web-2>web-1']],
    ['down', 0, 'web-0:Running* web-1:Running* web-2:Running~', {}, ['web-0>web-1', 'web-1>web-2']],
    ['a Ready pod holds nobody up', 2, 'web-0:Running*', {}, []],
    ['Parallel waits for nobody', 3, 'web-0:Running', { podManagementPolicy: 'Parallel' }, []],
  ])('%s', (_, replicas, pods, spec, expected) => {
    const objects = [set(replicas, spec), ...pods.split(' ').map(pod)];
    const { waits } = sceneOf(cluster(objects), 'default', now);
    const name = (id: string): string => id.split('/')[2] ?? '';
    expect(waits.map(({ from, to }) => `${name(from)}>${name(to)}`)).toEqual(expected);
  });
});

describe('Services and names', () => {
  const service = made(
    'Service',
    { name: 'web', namespace: 'default' },
    { spec: { clusterIP: 'None' } },
  );
  const slice = made(
    'EndpointSlice',
    { name: 'x', namespace: 'default', labels: { 'kubernetes.io/service-name': 'web' } },
    {
      endpoints: [
        {
          addresses: ['10.0.0.7'],
          conditions: { ready: true },
          targetRef: { kind: 'Pod', name: 'web-0' },
        },
      ],
    },
  );

  test('each pod of the set has a name; its answer follows the endpoints', () => {
    const objects = [set(3), service, slice, pod('web-0:Running*'), pod('web-1:Running')];
    const [web] = sceneOf(cluster(objects), 'default', now).services;
    expect(web?.names.map(({ name, answer }) => `${name} ${answer.is}`)).toEqual([
      'web-0.web address',
      'web-1.web not-ready',
      'web-2.web nxdomain',
    ]);
  });

  test('a Service that a set asks for and nobody made is missing', () => {
    const [web] = sceneOf(cluster([set(1)]), 'default', now).services;
    expect(web).toMatchObject({ name: 'web', missing: true });
  });
});

test('a selection lights two hops, and not everything that hangs on a node', () => {
  const relations = [
    { from: 'Node//n', to: 'Pod/d/a' },
    { from: 'Node//n', to: 'Pod/d/b' },
    { from: 'Pod/d/a', to: 'Claim/d/c' },
    { from: 'Claim/d/c', to: 'Volume//v' },
  ];
  expect([...litBy(relations, 'Pod/d/a')].sort()).toEqual([
    'Claim/d/c',
    'Node//n',
    'Pod/d/a',
    'Volume//v',
  ]);
});

test('a chain stands on the objects that its lines name; a root without one stays at the last', () => {
  const ids = ['Pod/d/web-0', 'Pod/d/web-1'];
  expect(chainOn(['`web-1` is not made', 'web-0 is not Ready', '503'], ids)).toEqual([
    { id: 'Pod/d/web-1', number: 1, root: false },
    { id: 'Pod/d/web-0', number: 2, root: false },
    { id: 'Pod/d/web-0', number: 3, root: true },
  ]);
});

test.each([
  ['500m', 0.5],
  ['1Gi', 2 ** 30],
  ['2', 2],
  ['1.5k', 1500],
  ['x', undefined],
])('quantity %s', (text, expected) => {
  expect(quantity(text)).toBe(expected);
});
