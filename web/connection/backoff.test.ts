import { expect, test } from 'vitest';
import { retryDelay } from './backoff.ts';

test.each([
  [0, 0, 500],
  [0, 1, 1000],
  [3, 1, 8000],
  [10, 0, 10_000],
  [10, 1, 20_000],
])('after %d failures with chance %d', (failures, chance, expected) => {
  expect(retryDelay(failures, chance)).toBe(expected);
});
