import { describe, expect, test } from 'vitest';
import { type Particle, withParticle } from './particles.ts';

const cases: readonly [string, Particle, string][] = [
  ['web-0', '은/는', 'web-0은'],
  ['web-1', '을/를', 'web-1을'],
  ['web-1', '으로/로', 'web-1로'],
  ['web-2', '이/가', 'web-2가'],
  ['web-3', '이/가', 'web-3이'],
  ['web-4', '은/는', 'web-4는'],
  ['web-6', '으로/로', 'web-6으로'],
  ['web-9', '과/와', 'web-9와'],
  ['볼륨', '이/가', '볼륨이'],
  ['노드', '을/를', '노드를'],
  ['할 일', '으로/로', '할 일로'],
  ['web', '을/를', 'web을'],
  ['nginx', '은/는', 'nginx는'],
  ['pvc-a', '은/는', 'pvc-a는'],
  ['url', '으로/로', 'url로'],
  ['Pending', '이/가', 'Pending이'],
  ['‘표식’', '을/를', '‘표식’을'],
];

describe('a particle follows the sound of the word', () => {
  test.each(cases)('%s + %s', (word, particle, expected) => {
    expect(withParticle(word, particle)).toBe(expected);
  });
});
