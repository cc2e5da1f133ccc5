import { expect, test } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

const numbers = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
const text = (...lines: readonly string[]): string => lines.join('\n');

test('equal texts have no diff', () => {
  expect(unifiedDiff('a\nb\n', 'a\nb\n')).toBe('');
});

test('a change is shown between its neighbours', () => {
  const before = text(...numbers(1, 20));
  const after = text(...numbers(1, 9), 'ten', ...numbers(11, 20));
  const lines = unifiedDiff(before, after).trimEnd().split('\n');
  expect(lines[0]).toMatch(/^@@ -\d+,\d+ \+\d+,\d+ @@$/);
  expect(lines.filter((line) => !line.startsWith(' ')).slice(1)).toEqual(['-10', '+ten']);
});

test('changes far from one another have hunks of their own', () => {
  const before = text(...numbers(1, 40));
  const after = text('one', ...numbers(2, 39), 'forty');
  const heads = unifiedDiff(before, after)
    .split('\n')
    .filter((line) => line.startsWith('@@'));
  expect(heads).toHaveLength(2);
});
