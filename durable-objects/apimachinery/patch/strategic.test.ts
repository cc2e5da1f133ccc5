import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { array, map, object, string } from '../schema.ts';
import { strategicMergePatch } from './strategic.ts';

const item = object('test.Item', {
  name: string(),
  image: string(),
  args: array(string()),
  env: array(object('test.Env', { name: string(), value: string() }), {
    patch: 'merge',
    mergeKey: 'name',
  }),
});
const schema = object('test.Root', {
  labels: map(string()),
  items: array(item, { patch: 'merge', mergeKey: 'name' }),
  finalizers: array(string(), { patch: 'merge' }),
  atomic: array(item),
  source: object('test.Source', { a: string(), b: string() }),
});

/** `a b c` is a list of items with these names. */
const named = (names: string): JsonObject[] =>
  names.split(' ').map((name) => ({ name, image: `${name}:1` }));
const namesOf = (value: JsonObject): string =>
  (value.items as JsonObject[]).map(({ name }) => name).join(' ');

describe('strategicMergePatch', () => {
  const cases: readonly [string, JsonObject, JsonObject, JsonObject][] = [
    [
      'maps merge',
      { labels: { a: '1', b: '2' } },
      { labels: { b: '3' } },
      { labels: { a: '1', b: '3' } },
    ],
    [
      'null removes',
      { labels: { a: '1', b: '2' } },
      { labels: { a: null } },
      { labels: { b: '2' } },
    ],
    ['null for nothing', {}, { labels: { a: null, b: '1' } }, { labels: { b: '1' } }],
    [
      'items merge by key',
      { items: [{ name: 'a', image: 'x', args: ['1'] }] },
      { items: [{ name: 'a', image: 'y' }] },
      { items: [{ name: 'a', image: 'y', args: ['1'] }] },
    ],
    [
      'lists in items merge too',
      { items: [{ name: 'a', env: [{ name: 'X', value: '1' }] }] },
      { items: [{ name: 'a', env: [{ name: 'Y', value: '2' }] }] },
      {
        items: [
          {
            name: 'a',
            env: [
              { name: 'Y', value: '2' },
              { name: 'X', value: '1' },
            ],
          },
        ],
      },
    ],
    [
      'atomic lists replace',
      { atomic: named('a b') },
      { atomic: named('c') },
      { atomic: named('c') },
    ],
    [
      '$patch delete',
      { items: named('a b') },
      { items: [{ name: 'a', $patch: 'delete' }] },
      { items: named('b') },
    ],
    [
      '$patch replace of a list',
      { items: named('a b') },
      { items: [{ $patch: 'replace' }, { name: 'c' }] },
      { items: [{ name: 'c' }] },
    ],
    [
      '$patch replace of a map',
      { labels: { a: '1' } },
      { labels: { $patch: 'replace', b: '2' } },
      { labels: { b: '2' } },
    ],
    [
      '$patch delete of a map',
      { labels: { a: '1' } },
      { labels: { $patch: 'delete' } },
      { labels: {} },
    ],
    [
      'primitives unite',
      { finalizers: ['a'] },
      { finalizers: ['b', 'a'] },
      { finalizers: ['b', 'a'] },
    ],
    [
      '$deleteFromPrimitiveList',
      { finalizers: ['a', 'b', 'c'] },
      { '$deleteFromPrimitiveList/finalizers': ['b'] },
      { finalizers: ['a', 'c'] },
    ],
    [
      '$retainKeys',
      { source: { a: '1' } },
      { source: { $retainKeys: ['b'], b: '2' } },
      { source: { b: '2' } },
    ],
    [
      'directives never land',
      {},
      { source: { $retainKeys: ['b'], b: '2' } },
      { source: { b: '2' } },
    ],
  ];
  test.each(cases)('%s', (_name, original, patch, expected) => {
    expect(strategicMergePatch(original, patch, schema)).toEqual(expected);
  });
});

describe('order of merged items', () => {
  // live, the patch's items, $setElementOrder (or none), result
  const cases: readonly [string, string, string | undefined, string][] = [
    ['a b', 'c', undefined, 'c a b'],
    ['a b', 'c', 'a b c', 'a b c'],
    ['a b c', 'd', 'a d', 'a d b c'],
    ['a b c', 'c', 'c a', 'b c a'],
    ['a s b', 'n', 'b n a', 's b n a'],
  ];
  test.each(cases)('%s with %s ordered %s', (live, items, order, expected) => {
    const directive = order ? { '$setElementOrder/items': named(order) } : {};
    const patch = { items: named(items), ...directive };
    expect(namesOf(strategicMergePatch({ items: named(live) }, patch, schema))).toBe(expected);
  });
});

describe('malformed patches', () => {
  const cases: readonly [JsonObject, string][] = [
    [{ labels: { $patch: 'merge' } }, 'unknown patch type: merge in map: map[$patch:merge]'],
    [{ items: [{ image: 'x' }] }, 'map: map[image:x] does not contain declared merge key: name'],
    [{ source: { $retainKeys: ['a'], b: '1' } }, 'invalid patch format of retainKeys'],
    [{ '$setElementOrder/items': 'a' }, 'invalid patch format of setElementOrder list'],
    [{ '$deleteFromPrimitiveList/finalizers': 'a' }, 'invalid patch format of primitive list'],
  ];
  test.each(cases)('%j', (patch, message) => {
    const original = { labels: { a: '1' }, items: named('a'), source: {}, finalizers: ['a'] };
    expect(() => strategicMergePatch(original, patch, schema)).toThrow(message);
  });
});
