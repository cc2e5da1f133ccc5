import { describe, expect, test } from 'vitest';
import type { Json } from '../../lib/json.ts';
import { applyJsonPatch } from './json.ts';
import { mergePatch } from './merge.ts';

const document = { a: { b: [1, 2, 3] }, 'x/y': 1, 'm~n': 2, gone: null };

/** `add /a/b/0 9`, `remove /a`, `move /a /c`. */
function operations(text: string): Json[] {
  return text.split('; ').map((line): Json => {
    const [op = '', first = '', second] = line.split(' ');
    if (op === 'move' || op === 'copy') return { op, from: first, path: second ?? '' };
    return { op, path: first, ...(second === undefined ? {} : { value: JSON.parse(second) }) };
  });
}

describe('applyJsonPatch', () => {
  const cases: readonly [string, Json][] = [
    ['add /c 1', { ...document, c: 1 }],
    ['add /a/b/0 9', { ...document, a: { b: [9, 1, 2, 3] } }],
    ['add /a/b/- 9', { ...document, a: { b: [1, 2, 3, 9] } }],
    ['add /a/b/-1 9', { ...document, a: { b: [1, 2, 3, 9] } }],
    ['remove /a/b/1', { ...document, a: { b: [1, 3] } }],
    ['remove /x~1y', { a: document.a, 'm~n': 2, gone: null }],
    ['replace /m~0n 5', { ...document, 'm~n': 5 }],
    ['move /a/b /c', { ...document, a: {}, c: [1, 2, 3] }],
    ['copy /a/b/0 /c', { ...document, c: 1 }],
    ['test /a/b/2 3; remove /a', { 'x/y': 1, 'm~n': 2, gone: null }],
    ['test /nothing null; add /c 1', { ...document, c: 1 }],
    ['replace  {"z":1}', { z: 1 }],
  ];
  test.each(cases)('%s', (text, expected) => {
    expect(applyJsonPatch(document, operations(text))).toEqual(expected);
  });

  const failures = [
    'add /no/where 1',
    'add /a/b/9 1',
    'remove /nothing',
    'replace /nothing 1',
    'replace /a/b/3 1',
    'move /nothing /c',
    'test /a/b/0 9',
    'frob /a 1',
    'add a 1',
  ];
  test.each(failures)('%s fails and changes nothing', (text) => {
    const before = structuredClone(document);
    expect(() => applyJsonPatch(document, operations(text))).toThrow();
    expect(document).toEqual(before);
  });
});

describe('mergePatch, the examples of RFC 7386', () => {
  const cases: readonly [Json, Json, Json][] = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [['a', 'b'], ['c'], ['c']],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ];
  test.each(cases)('%j by %j', (original, patch, expected) => {
    expect(mergePatch(original, patch)).toEqual(expected);
  });
});
