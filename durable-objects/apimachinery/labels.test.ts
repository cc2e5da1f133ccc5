import { describe, expect, test } from 'vitest';
import { parseSelector } from './label-parser.ts';
import { everything, formatSelector, matchesLabels, nothing, selectorOf } from './labels.ts';

describe('selectors from a query', () => {
  const labels = { app: 'web', tier: 'front', n: '5' };
  test.each([
    ['', '', true],
    ['app=web', 'app=web', true],
    ['app==web', 'app==web', true],
    ['app!=web', 'app!=web', false],
    ['env!=dev', 'env!=dev', true],
    ['tier in (front, back)', 'tier in (back,front)', true],
    ['tier notin (front)', 'tier notin (front)', false],
    ['env notin (front)', 'env notin (front)', true],
    ['app,!env', 'app,!env', true],
    ['!app', '!app', false],
    ['z=1,app=web', 'app=web,z=1', false],
    ['n>4,n<6', 'n>4,n<6', true],
    ['n>5', 'n>5', false],
    ['app=', 'app=', false],
    ['in in (in)', 'in in (in)', false],
    ['x in (,a)', 'x in (,a)', false],
    ['x in ()', 'x in ()', false],
  ])('%s', (text, formatted, matches) => {
    const selector = parseSelector(text);
    expect(formatSelector(selector)).toBe(formatted);
    expect(matchesLabels(selector, labels)).toBe(matches);
  });
});

describe('errors', () => {
  const requirement = 'unable to parse requirement: ';
  test.each([
    ['env in dev', `${requirement}found 'dev' expected: '('`],
    ['a=b,', "found '', expected: identifier after ','"],
    ['=a', "found '=', expected: !, identifier, or 'end of string'"],
    ['a b', `${requirement}found 'b', expected: in, notin, =, ==, !=, gt, lt`],
    ['a=b c', "found 'c', expected: ',' or 'end of string'"],
    ['a in (b', `${requirement}found '', expected: ',' or ')'`],
    [
      'n>x',
      `${requirement}values[0]: Invalid value: "x": for 'Gt', 'Lt' operators, the value must be an integer`,
    ],
    ['!', `${requirement}found '', expected: identifier`],
  ])('%s', (text, expected) => {
    expect(() => parseSelector(text)).toThrow(expected);
  });

  test('a bad key and a bad value', () => {
    expect(() => parseSelector('-a=b')).toThrow(
      `${requirement}<nil>: Invalid value: "-a": name part must consist of`,
    );
    expect(() => parseSelector('a=-b')).toThrow(
      `${requirement}values[0][a]: Invalid value: "-b": a valid label must be`,
    );
  });
});

test('selectors of objects', () => {
  expect(selectorOf(undefined)).toEqual(nothing);
  expect(selectorOf({})).toEqual(everything);
  const selector = selectorOf({
    matchLabels: { b: '1' },
    matchExpressions: [
      { key: 'a', operator: 'In', values: ['y', 'x'] },
      { key: 'c', operator: 'DoesNotExist' },
    ],
  });
  expect(formatSelector(selector)).toBe('a in (x,y),b=1,!c');
  expect(matchesLabels(selector, { a: 'x', b: '1' })).toBe(true);
  expect(matchesLabels(selector, { a: 'x', b: '1', c: '' })).toBe(false);
  expect(matchesLabels(nothing, {})).toBe(false);
});
