import { expect, test } from 'vitest';
import type { Pod } from '../api/index.ts';
import { formatTime } from '../lib/instant.ts';
import { type Frozen, freeze } from '../lib/json.ts';
import { choosePodsToDelete } from './pod-ranking.ts';

const now = 1_795_176_000_000;

/** `name node phase* readySeconds restarts cost`: `*` is ready. All but the name may be left out. */
test.each([
  ['unassigned before assigned', 'a n1 Pending | b - Pending', 'b'],
  ['pending before running', 'a n1 Running | b n2 Pending', 'b'],
  ['not ready before ready', 'a n1 Running* 100 | b n2 Running', 'b'],
  ['cheap before dear', 'a n1 Running* 100 0 1 | b n2 Running* 100 0 -1', 'b'],
  ['on a full node before alone', 'a n1 Running* 100 | b n2 Running* 100 | c n2 Running* 200', 'b'],
  ['ready for less time first', 'a n1 Running* 1000 | b n2 Running* 10', 'b'],
  ['restarted more often first', 'a n1 Running* 100 0 | b n2 Running* 100 7', 'b'],
  ['of about one age by uid', 'b n1 Running* 100 | a n2 Running* 101', 'a'],
])('%s', (_rule, text, expected) => {
  const pods = text.split(' | ').map(parsePod);
  const [chosen] = choosePodsToDelete(pods, pods, 1, now);
  expect(chosen?.metadata.name).toBe(expected);
});

test('all of them need no choice', () => {
  const pods = ['b n1 Running', 'a n1 Pending'].map(parsePod);
  expect(choosePodsToDelete(pods, pods, 2, now)).toBe(pods);
});

function parsePod(text: string): Frozen<Pod> {
  const [name = '', node = '-', phase = '', since = '0', restarts = '0', cost] = text.split(' ');
  const lastTransitionTime = formatTime(now - Number(since) * 1_000);
  const pod = {
    metadata: {
      name,
      uid: name,
      creationTimestamp: formatTime(now - 3_600_000),
      annotations: cost ? { 'controller.kubernetes.io/pod-deletion-cost': cost } : {},
    },
    spec: node === '-' ? {} : { nodeName: node },
    status: {
      phase: phase.replace('*', ''),
      conditions: phase.endsWith('*')
        ? [{ type: 'Ready', status: 'True', lastTransitionTime }]
        : [],
      containerStatuses: [{ restartCount: Number(restarts) }],
    },
  };
  return freeze(pod) as unknown as Frozen<Pod>;
}
