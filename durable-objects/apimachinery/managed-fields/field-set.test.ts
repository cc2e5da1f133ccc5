import { describe, expect, test } from 'vitest';
import { parseElement, showElement } from './element.ts';
import {
  difference,
  type FieldSet,
  intersection,
  parseFieldSet,
  pathSet,
  pathsOf,
  recursiveDifference,
  union,
} from './field-set.ts';

/** `spec spec.replicas` is a set of two paths. */
function set(notation: string): FieldSet {
  return notation
    .split(' ')
    .filter((path) => path !== '')
    .map((path) => pathSet(...path.split('.').map((name) => `f:${name}`)))
    .reduce(union, {});
}

function show(fields: FieldSet): string {
  return pathsOf(fields)
    .map((path) => path.slice(1))
    .join(' ');
}

describe('sets of fields', () => {
  const cases: readonly [typeof union, string, string, string][] = [
    [union, 'a.b', 'a', 'a a.b'],
    [union, 'b a', 'c a.x', 'a b c a.x'],
    [union, 'a.b.c', 'a.b.d', 'a.b.c a.b.d'],
    [difference, 'a a.b a.c', 'a', 'a.b a.c'],
    [difference, 'a a.b a.c', 'a.b', 'a a.c'],
    [difference, 'a.b', 'a.b', ''],
    [difference, 'a a.b', 'a.b', 'a'],
    [difference, 'a', 'a.b', 'a'],
    [difference, 'a.b', 'a', 'a.b'],
    [recursiveDifference, 'a a.b c', 'a', 'c'],
    [recursiveDifference, 'a a.b.c c', 'a.b', 'a c'],
    [recursiveDifference, 'a', 'a.b', 'a'],
    [intersection, 'a a.b c', 'a.b c d', 'c a.b'],
    [intersection, 'a', 'a.b', ''],
    [intersection, 'a a.b', 'a', 'a'],
  ];
  test.each(cases)('%o of {%s} and {%s} is {%s}', (operation, a, b, expected) => {
    expect(show(operation(set(a), set(b)))).toBe(expected);
  });

  test('what does not change is the same value', () => {
    const a = set('a.b c.d');
    expect(union(a, set('a.b'))).toBe(a);
    expect(difference(a, set('x.y'))).toBe(a);
    expect(union(a, set('a.x'))['f:c']).toBe(a['f:c']);
  });
});

describe('fieldsV1', () => {
  test('stands in upstream order whatever order it came in', () => {
    const sent = {
      'v:"b"': {},
      'k:{"protocol":"TCP","containerPort":80}': { 'f:name': {}, '.': {} },
      'k:{"containerPort":8}': {},
      'i:3': {},
      'f:b': { '.': {} },
      'f:a': {},
    };
    expect(JSON.stringify(parseFieldSet(sent))).toBe(
      '{"f:a":{},"f:b":{},"k:{\\"containerPort\\":8}":{},' +
        '"k:{\\"containerPort\\":80,\\"protocol\\":\\"TCP\\"}":{".":{},"f:name":{}},"v:\\"b\\"":{},"i:3":{}}',
    );
  });

  test.each(['x:a', 'f', 'i:one', 'v:{', 'k:[]', ''])('%o is no path element', (text) => {
    expect(parseElement(text)).toBeUndefined();
    expect(parseFieldSet({ [text]: {} })).toBeUndefined();
  });

  test.each([
    ['f:spec', '.spec'],
    ['k:{"containerPort":80,"protocol":"TCP"}', '[containerPort=80,protocol="TCP"]'],
    ['v:"kubernetes"', '[="kubernetes"]'],
    ['i:0', '[0]'],
  ])('%s is shown as %s', (element, shown) => {
    expect(showElement(element)).toBe(shown);
  });
});
