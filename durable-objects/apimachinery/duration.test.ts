import { describe, expect, test } from 'vitest';
import { day, hour, minute, second } from '../lib/instant.ts';
import { ageOf, humanDuration } from './duration.ts';

describe('humanDuration', () => {
  const cases: readonly (readonly [number, string])[] = [
    [-2 * second, '<invalid>'],
    [-1.5 * second, '0s'],
    [0, '0s'],
    [119.9 * second, '119s'],
    [2 * minute, '2m'],
    [2 * minute + 10 * second, '2m10s'],
    [10 * minute - 1, '9m59s'],
    [10 * minute + 5 * second, '10m'],
    [3 * hour - 1, '179m'],
    [3 * hour, '3h'],
    [7 * hour + 59 * minute, '7h59m'],
    [8 * hour + 59 * minute, '8h'],
    [47 * hour, '47h'],
    [48 * hour, '2d'],
    [2 * day + 4 * hour, '2d4h'],
    [8 * day + 4 * hour, '8d'],
    [729 * day, '729d'],
    [2 * 365 * day, '2y'],
    [2 * 365 * day + 30 * day, '2y30d'],
    [9 * 365 * day + 30 * day, '9y'],
  ];
  test.each(cases)('%d ms is %s', (length, text) => {
    expect(humanDuration(length)).toBe(text);
  });
});

test('an object without a timestamp has an unknown age', () => {
  expect(ageOf(undefined, 0)).toBe('<unknown>');
  expect(ageOf('1970-01-01T00:00:00Z', 3_000)).toBe('3s');
});
