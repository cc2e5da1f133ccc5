import { expect, test } from 'vitest';
import { encode } from './encode.ts';
import { any, array, map, object, string, timeOrNull } from './schema.ts';

const condition = object('io.k8s.api.core.v1.PodCondition', {
  type: string(),
  lastProbeTime: timeOrNull(),
  reason: string(),
});
const thing = object('io.k8s.api.core.v1.Thing', {
  name: string(),
  conditions: array(condition),
  byName: map(condition),
  raw: any(),
});

test('members come in the order of the schema, absent times as null', () => {
  const value = {
    extra: 1,
    raw: { b: 1, a: 2 },
    byName: { x: { type: 'X' } },
    conditions: [{ reason: 'Good', type: 'Ready' }],
    name: 'a',
  };
  expect(JSON.stringify(encode(thing, value))).toBe(
    '{"name":"a","conditions":[{"type":"Ready","lastProbeTime":null,"reason":"Good"}],"byName":{"x":{"type":"X","lastProbeTime":null}},"raw":{"b":1,"a":2},"extra":1}',
  );
});

test('a time that is there stays', () => {
  const value = { type: 'Ready', lastProbeTime: '2026-11-20T09:30:00Z' };
  expect(encode(condition, value)).toEqual(value);
});
