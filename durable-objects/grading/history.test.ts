import { describe, expect, test } from 'vitest';
import type { Cluster } from '../cluster/index.ts';
import { call, testCluster } from '../testing/clusters.ts';
import { createGrader } from './grader.ts';
import { create, labOf } from './testing/lab.ts';

const maps = '/api/v1/namespaces/default/configmaps';
const merge = { 'content-type': 'application/merge-patch+json' };

/** `a=1` writes ConfigMap a with that step, `-a` deletes it. */
function play(cluster: Cluster, notation: string): void {
  for (const word of notation.split(' ').filter(Boolean)) {
    const [name = '', step] = word.split('=');
    if (word.startsWith('-')) call(cluster, 'DELETE', `${maps}/${word.slice(1)}`);
    else if (call(cluster, 'GET', `${maps}/${name}`).status === 404) {
      create(
        cluster,
        maps,
        `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: {step: "${step}"}}`,
      );
    } else call(cluster, 'PATCH', `${maps}/${name}`, { data: { step } }, merge);
  }
}

const state = (name: string, step: number) =>
  `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, data: {step: "${step}"}}`;
const sequence = `history: {sequence: [${state('a', 1)}, ${state('a', 2)}]}`;
const unchanged = `history: {after: ${state('a', 1)}, unchanged: [{apiVersion: v1, kind: ConfigMap, name: b, fields: [metadata.uid, data.step]}]}`;
const never = `history: {after: ${state('a', 1)}, never: [${state('b', 9)}]}`;

describe('history', () => {
  const cases: readonly [string, string, string, boolean][] = [
    ['nothing happened', sequence, '', false],
    ['the first state alone', sequence, 'a=1', false],
    ['in order', sequence, 'a=1 a=2', true],
    ['in the wrong order', sequence, 'a=2 a=1', false],
    ['with others between', sequence, 'a=1 a=7 b=1 a=2', true],
    ['of another object', sequence, 'a=1 b=2', false],
    ['it latches', sequence, 'a=1 a=2 a=3 -a', true],
    ['the window is not open', unchanged, 'b=1', false],
    ['it stayed', unchanged, 'b=1 a=1', true],
    ['it was not there', unchanged, 'a=1', false],
    ['it came only later', unchanged, 'a=1 b=1', false],
    ['a field changed', unchanged, 'b=1 a=1 b=2', false],
    ['a change that is taken back was one', unchanged, 'b=1 a=1 b=2 b=1', false],
    ['it was deleted', unchanged, 'b=1 a=1 -b', false],
    ['made anew it is another', unchanged, 'b=1 a=1 -b b=1', false],
    ['the window opens anew', unchanged, 'b=1 a=1 b=2 a=2 a=1', true],
    ['a write within the state is no new window', unchanged, 'b=1 a=1 b=2 a=1', false],
    ['before the window it may change', unchanged, 'b=1 b=2 a=1', true],
    ['never, and it was not', never, 'a=1 b=1', true],
    ['never, but it was', never, 'a=1 b=9 b=1', false],
    ['never counts from the window on', never, 'b=9 b=1 a=1', true],
  ];
  test.each(cases)('%s', (_, check, notation, met) => {
    const grader = createGrader(labOf(check));
    const cluster = testCluster();
    play(cluster, notation);
    expect(grader.observe(cluster).score).toBe(met ? 10 : 0);
  });

  test.each(cases)('%s, looked at after every change', (_, check, notation, met) => {
    const grader = createGrader(labOf(check));
    const cluster = testCluster();
    for (const word of notation.split(' ')) {
      play(cluster, word);
      grader.publish(cluster, grader.observe(cluster));
    }
    expect(grader.observe(cluster).score).toBe(met ? 10 : 0);
  });

  test('a break says what changed, and who did it', () => {
    const grader = createGrader(labOf(unchanged));
    const cluster = testCluster();
    play(cluster, 'b=1 a=1 -b');
    const check = grader.observe(cluster).tasks[0]?.checks[0];
    expect(check?.observed.en).toBe('ConfigMap b: removed');
    expect(check?.observed.ko).toBe('ConfigMap b가 사라졌어요');
    expect(check?.why.map(({ en }) => en)).toEqual(['ConfigMap b was deleted by kubernetes-admin']);
    expect(check?.evidence.every(({ at }) => at !== undefined)).toBe(true);
  });
});
