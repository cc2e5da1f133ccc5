import { describe, expect, test } from 'vitest';
import { checkFieldSelector, matchesFields, parseFieldSelector } from './selectors.ts';

const things = { selectable: { 'status.phase': () => 'Running', 'spec.node': () => '' } };
const thing = {
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: {
    name: 'a',
    namespace: 'default',
    uid: 'u',
    resourceVersion: '1',
    creationTimestamp: '2026-11-20T09:30:00Z',
  },
};

describe('field selectors', () => {
  test.each([
    ['', true],
    ['metadata.name=a', true],
    ['metadata.name==a', true],
    ['metadata.name!=a', false],
    ['status.phase=Running,metadata.namespace=default', true],
    ['status.phase=Running,metadata.name!=a', false],
    ['spec.node=', true],
    ['metadata.name=a\\,b', false],
    [',metadata.name=a,', true],
  ])('%s', (text, expected) => {
    expect(matchesFields(parseFieldSelector(text), things, thing)).toBe(expected);
  });

  test.each([
    ['name', "invalid selector: 'name'; can't understand 'name'"],
    ['a=b=c', 'invalid field selector: unescaped character in value: 61'],
    ['a=\\x', 'invalid field selector: invalid escape sequence: \\x'],
    ['a=b\\', 'invalid field selector: invalid escape sequence: \\'],
  ])('%s is refused', (text, expected) => {
    expect(() => parseFieldSelector(text)).toThrow(expected);
  });

  test('a field that a kind does not offer is refused', () => {
    expect(() => checkFieldSelector(parseFieldSelector('spec.hostname=x'), things)).toThrow(
      'field label not supported: spec.hostname',
    );
    expect(() => checkFieldSelector(parseFieldSelector('status.phase=x'), things)).not.toThrow();
  });
});
