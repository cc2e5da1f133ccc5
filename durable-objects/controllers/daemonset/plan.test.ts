import { describe, expect, test } from 'vitest';
import type { DaemonSet, Node, Pod } from '../../api/index.ts';
import { formatTime } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { plan } from './plan.ts';
import type { Situation, Step } from './situation.ts';

const now = 1_795_176_000_000;

/**
 * What is done, from nodes with their pods: `a:old+,new b:` has an old, available pod and a new
 * one that is not ready on a, and none on b. A pod that has failed is `x`, one that goes is `d`;
 * a node whose name ends in `!` has a taint NoSchedule, in `!!` NoExecute.
 */
function steps(text: string, strategy: object): string {
  const nodes: Node[] = [];
  const pods = new Map<string, Frozen<Pod>[]>();
  for (const part of text.split(' ')) {
    const [title = '', list = ''] = part.split(':');
    const name = title.replaceAll('!', '');
    const effect = title.endsWith('!!') ? 'NoExecute' : 'NoSchedule';
    const taints = title.endsWith('!') ? [{ key: 'k', effect }] : [];
    nodes.push({ metadata: { name }, spec: { taints } } as unknown as Node);
    const found = list === '' ? [] : list.split(',').map((pod, i) => parsePod(name, pod, i));
    if (found.length > 0) pods.set(name, found);
  }
  const set = {
    metadata: { name: 'agent' },
    spec: { template: { spec: {} }, updateStrategy: strategy },
  } as unknown as Frozen<DaemonSet>;
  const situation: Situation = { set, nodes, pods, hash: 'new', backOffEnd: () => undefined, now };
  return plan(situation).map(stepText).join(' ');
}

function parsePod(node: string, text: string, i: number): Frozen<Pod> {
  const [, revision = '', marks = ''] = /^(old|new)(.*)$/.exec(text) ?? [];
  const ready = { type: 'Ready', status: marks.includes('+') ? 'True' : 'False' };
  const going = marks.includes('d') ? { deletionTimestamp: formatTime(now) } : {};
  return {
    metadata: {
      name: `${node}:${revision}${i === 0 ? '' : i}`,
      labels: { 'controller-revision-hash': revision },
      creationTimestamp: formatTime(now - 1_000_000 + i),
      ...going,
    },
    spec: { nodeName: node },
    status: { phase: marks.includes('x') ? 'Failed' : 'Running', conditions: [ready] },
  } as unknown as Frozen<Pod>;
}

function stepText(step: Step): string {
  if (step.do === 'wait') return `wait ${step.for}`;
  return step.do === 'create' ? `+${step.node}` : `-${step.pod.metadata.name}`;
}

const rolling = (maxUnavailable: number | string, maxSurge: number | string = 0): object => ({
  type: 'RollingUpdate',
  rollingUpdate: { maxUnavailable, maxSurge },
});

describe('each node has one pod', () => {
  test.each([
    ['a: b:new+', '+a'],
    ['a!: b!:new+', ''],
    ['a!!:new+ b:new+', '-a:new'],
    ['a:new+,new+', '-a:new1'],
    ['a:newx', '-a:new'],
    ['a:newd', ''],
    ['a:old+', ''],
  ])('%s: %s', (nodes, expected) => {
    expect(steps(nodes, { type: 'OnDelete' })).toBe(expected);
  });
});

describe('without surge', () => {
  test.each([
    ['a:old+ b:old+ c:old+', rolling(1), '-a:old'],
    ['a:old+ b:old+ c:old+', rolling(2), '-a:old -b:old'],
    ['a:old+ b:old+ c:old+', rolling('50%'), '-a:old -b:old'],
    ['a:old+ b:old+ c:old+', rolling('0%', '0%'), '-a:old'],
    // What is unavailable anyway is replaced, however many there are.
    ['a:old b:old c:old+', rolling(1), '-a:old -b:old'],
    ['a:new b:old+ c:old+', rolling(1), ''],
    ['a:new+ b:old+ c:old+', rolling(1), '-b:old'],
    ['a:oldd b:old+ c:old+', rolling(1), ''],
  ])('%s', (nodes, strategy, expected) => {
    expect(steps(nodes, strategy)).toBe(expected);
  });
});

describe('with surge', () => {
  test.each([
    ['a:old+ b:old+ c:old+', rolling(0, 1), '+a'],
    ['a:old+,new b:old+ c:old+', rolling(0, 1), ''],
    ['a:old+,new+ b:old+ c:old+', rolling(0, 1), '-a:old'],
    ['a:new+ b:old+ c:old+', rolling(0, '60%'), '+b +c'],
    ['a:old,new b:old+ c:old+', rolling(0, 1), '-a:old'],
    ['a:old b:old+ c:old+', rolling(0, 1), '+a +b'],
  ])('%s', (nodes, strategy, expected) => {
    expect(steps(nodes, strategy)).toBe(expected);
  });
});
