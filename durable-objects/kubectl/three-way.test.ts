import { expect, test } from 'vitest';
import { strategicMergePatch } from '../apimachinery/patch/strategic.ts';
import { array, map, object, string } from '../apimachinery/schema.ts';
import type { JsonObject } from '../lib/json.ts';
import { threeWayMergePatch, threeWayPatch } from './three-way.ts';

const container = object('Container', {
  name: string(),
  image: string(),
  env: array(object('EnvVar', { name: string(), value: string() }), {
    patch: 'merge',
    mergeKey: 'name',
  }),
  command: array(string()),
});
const schema = object('Thing', {
  labels: map(string()),
  containers: array(container, { patch: 'merge', mergeKey: 'name' }),
  finalizers: array(string(), { patch: 'merge' }),
});

const a = { name: 'a', image: 'one' };
const b = { name: 'b', image: 'two' };

const table: readonly (readonly [
  what: string,
  original: JsonObject,
  modified: JsonObject,
  current: JsonObject,
  patch: JsonObject,
])[] = [
  ['nothing', { labels: { x: '1' } }, { labels: { x: '1' } }, { labels: { x: '1', y: '2' } }, {}],
  ['a change', {}, { labels: { x: '2' } }, { labels: { x: '1' } }, { labels: { x: '2' } }],
  [
    'a field taken out of the file',
    { labels: { x: '1', y: '1' } },
    { labels: { x: '1' } },
    { labels: { x: '1', y: '1', z: '1' } },
    { labels: { y: null } },
  ],
  [
    'an item changed',
    { containers: [a, b] },
    { containers: [a, { ...b, image: 'three' }] },
    { containers: [a, b] },
    {
      '$setElementOrder/containers': [{ name: 'a' }, { name: 'b' }],
      containers: [{ name: 'b', image: 'three' }],
    },
  ],
  [
    'an item taken out',
    { containers: [a, b] },
    { containers: [a] },
    { containers: [a, b] },
    {
      '$setElementOrder/containers': [{ name: 'a' }],
      containers: [{ $patch: 'delete', name: 'b' }],
    },
  ],
  [
    'defaults of the live object stay',
    { containers: [a] },
    { containers: [a] },
    { containers: [{ ...a, command: ['run'] }] },
    {},
  ],
  [
    'a plain list is replaced',
    { containers: [{ ...a, command: ['x'] }] },
    { containers: [{ ...a, command: ['y'] }] },
    { containers: [{ ...a, command: ['x'] }] },
    {
      '$setElementOrder/containers': [{ name: 'a' }],
      containers: [{ name: 'a', command: ['y'] }],
    },
  ],
];

test.each(table)('%s', (_what, original, modified, current, patch) => {
  expect(threeWayPatch(original, modified, current, schema)).toEqual(patch);
});

test.each(table)(
  '%s: applied twice it changes nothing more',
  (_what, original, modified, current) => {
    const after = strategicMergePatch(
      current,
      threeWayPatch(original, modified, current, schema),
      schema,
    );
    expect(threeWayPatch(modified, modified, after, schema)).toEqual({});
  },
);

const merges: typeof table = [
  ['nothing', { spec: { a: 1 } }, { spec: { a: 1 } }, { spec: { a: 1, b: 2 } }, {}],
  ['lists are replaced', {}, { spec: { l: [1] } }, { spec: { l: [1, 2] } }, { spec: { l: [1] } }],
  [
    'changed here, taken out there',
    { spec: { a: 1, b: { c: 1, d: 1 } } },
    { spec: { a: 2, b: { c: 1 } } },
    { spec: { a: 1, b: { c: 1, d: 1, e: 1 } } },
    { spec: { a: 2, b: { d: null } } },
  ],
];
test.each(merges)('as a merge patch: %s', (_what, original, modified, current, patch) => {
  expect(threeWayMergePatch(original, modified, current)).toEqual(patch);
});
