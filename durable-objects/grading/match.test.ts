import { describe, expect, test } from 'vitest';
import { withParticle } from './korean.ts';
import { differences, valueAt } from './match.ts';

describe('differences', () => {
  const object = { spec: { replicas: 3, on: false, list: [{ a: 1, b: 2 }, { a: 3 }] }, x: null };
  const cases: readonly [string, unknown, readonly string[]][] = [
    ['a part of a map', { spec: { replicas: 3 } }, []],
    ['an empty map', { spec: {} }, []],
    ['another value', { spec: { replicas: 0, on: false } }, ['spec.replicas']],
    ['a text is no number', { spec: { replicas: '3' } }, ['spec.replicas']],
    ['false is not absent', { spec: { on: null } }, ['spec.on']],
    ['null is absent', { spec: { other: null } }, []],
    ['null is null', { x: null }, []],
    ['a map for a value', { spec: { replicas: { a: 1 } } }, ['spec.replicas']],
    ['a missing parent', { status: { phase: 'Bound' } }, ['status']],
    ['items in part', { spec: { list: [{ a: 1 }, { a: 3 }] } }, []],
    ['an item differs', { spec: { list: [{ a: 1 }, { a: 4 }] } }, ['spec.list[1].a']],
    ['a shorter list', { spec: { list: [{ a: 1 }] } }, ['spec.list']],
    [
      'another order',
      { spec: { list: [{ a: 3 }, { a: 1 }] } },
      ['spec.list[0].a', 'spec.list[1].a'],
    ],
  ];
  test.each(cases)('%s', (_, pattern, paths) => {
    expect(differences(pattern, object).map(({ path }) => path)).toEqual(paths);
  });

  test('a value by its path', () => {
    expect(valueAt(object, 'spec.replicas')).toBe(3);
    expect(valueAt(object, 'spec.replicas.more')).toBeUndefined();
    expect(valueAt(object, 'nothing.there')).toBeUndefined();
  });
});

describe('Korean particles', () => {
  const cases: readonly [string, Parameters<typeof withParticle>[1], string][] = [
    ['web-0', '은/는', 'web-0은'],
    ['web-1', '이/가', 'web-1이'],
    ['web-2', '이/가', 'web-2가'],
    ['web-3', '을/를', 'web-3을'],
    ['web-9', '을/를', 'web-9를'],
    ['web', '은/는', 'web은'],
    ['data', '이/가', 'data가'],
    ['b', '이/가', 'b가'],
    ['pod-m', '이/가', 'pod-m이'],
    ['파드', '을/를', '파드를'],
    ['클레임', '을/를', '클레임을'],
    ['emptyDir', '이에요/예요', 'emptyDir예요'],
  ];
  test.each(cases)('%s %s', (word, pair, expected) => {
    expect(withParticle(word, pair)).toBe(expected);
  });
});
