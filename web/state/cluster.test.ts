import { describe, expect, test } from 'vitest';
import type { FromCluster, ObjectChange } from '../../durable-objects/console/protocol.ts';
import { type ClusterState, clusterNow, reduce, unknownCluster } from './cluster.ts';
import { made, put, removed } from './fixture.ts';

const hello: FromCluster = {
  type: 'hello',
  readOnly: false,
  clock: { now: 1000, skipped: 0 },
};
const pod = made('Pod', { name: 'web-0', namespace: 'default' });
const node = made('Node', { name: 'node-1' });

function play(messages: readonly FromCluster[], from: ClusterState = unknownCluster): ClusterState {
  return messages.reduce((state, message, i) => reduce(state, message, 100 + i), from);
}

function objects(revision: number, full: boolean, changes: readonly ObjectChange[]): FromCluster {
  return { type: 'objects', revision, full, changes };
}

describe('objects', () => {
  test('a full message replaces, a later one adds and removes', () => {
    const first = play([hello, objects(5, true, [put(pod), put(node)])]);
    expect(first.objects.size).toBe(2);
    expect(first.log).toEqual([]);
    const then = play([objects(6, false, [removed(pod)])], first);
    expect([...then.objects.values()]).toEqual([node]);
    expect(then.gone.map(({ object }) => object.metadata.name)).toEqual(['web-0']);
    expect(first.objects.size).toBe(2);
  });

  test('an overtaken message changes nothing', () => {
    const state = play([hello, objects(5, true, [put(pod)])]);
    expect(play([objects(5, false, [removed(pod)])], state)).toBe(state);
  });

  test('what comes back is no longer gone', () => {
    const state = play([
      hello,
      objects(5, true, [put(pod)]),
      objects(6, false, [removed(pod)]),
      objects(7, false, [put(pod)]),
    ]);
    expect(state.gone).toEqual([]);
    expect(state.log.map((change) => change.what)).toEqual(['created', 'deleted']);
  });

  test('a hello forgets the cluster before', () => {
    const state = play([hello, objects(5, true, [put(pod)]), { ...hello, readOnly: true }]);
    expect([state.objects.size, state.known, state.readOnly]).toEqual([0, false, true]);
  });
});

describe('the log of changes', () => {
  const set = (replicas: number) => made('StatefulSet', { name: 'web' }, { spec: { replicas } });
  const withReady = (status: string) =>
    made('Pod', { name: 'web-0' }, { status: { conditions: [{ type: 'Ready', status }] } });
  const ending = made('Pod', { name: 'web-0', deletionTimestamp: '2026-11-20T01:00:30Z' });
  const claim = (phase: string) =>
    made('PersistentVolumeClaim', { name: 'data-web-0' }, { status: { phase } });

  test.each([
    ['replicas', set(3), set(0), { what: 'replicas', from: 3, to: 0 }],
    ['readiness lost', withReady('True'), withReady('False'), { what: 'ready', ready: false }],
    ['ending', made('Pod', { name: 'web-0' }), ending, { what: 'ending' }],
    ['phase', claim('Pending'), claim('Bound'), { what: 'phase', to: 'Bound' }],
  ])('%s', (_, before, after, expected) => {
    const state = play([hello, objects(1, true, [put(before)]), objects(2, false, [put(after)])]);
    expect(state.log).toMatchObject([expected]);
  });

  test('a status that means nothing to a person is left out', () => {
    const same = { ...pod, status: { observedGeneration: 2 } };
    const state = play([hello, objects(1, true, [put(pod)]), objects(2, false, [put(same)])]);
    expect(state.log).toEqual([]);
  });
});

test('the clock runs on between messages and never backwards', () => {
  const { clock } = reduce(unknownCluster, hello, 500);
  expect([clusterNow(clock, 800), clusterNow(clock, 400)]).toEqual([1300, 1000]);
});

describe('the home of a claim', () => {
  const claim = made('PersistentVolumeClaim', { name: 'data-web-0', namespace: 'default' });
  const on = (nodeName: string) =>
    made(
      'Pod',
      { name: 'web-0', namespace: 'default' },
      {
        spec: {
          nodeName,
          volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data-web-0' } }],
        },
      },
    );

  test('is where it was first used, also after its pod has moved', () => {
    const state = play([
      hello,
      objects(1, true, [put(claim), put(on('node-2'))]),
      objects(2, false, [put(on('node-3'))]),
    ]);
    expect(state.homes.get('u-data-web-0')).toBe('node-2');
  });
});
