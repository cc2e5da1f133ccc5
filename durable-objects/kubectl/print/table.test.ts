import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { alignRemembering, newTableState } from './table.ts';

test('rows of a watch stay in line with those above, as they did when a real kubectl watched', () => {
  const fixtures = new URL('../../../test/fixtures/golden/recordings/', import.meta.url);
  const recorded = readFileSync(new URL('watch-delete.txt', fixtures), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line !== '');
  const rows = recorded.map((line) => line.split(/ {2,}/));
  const state = newTableState();
  // The list comes at once, then each event for itself.
  const first = alignRemembering(rows.slice(0, 4), state);
  const events = rows.slice(4).map((row) => alignRemembering([row], state));
  expect([first, ...events].join('').trimEnd().split('\n')).toEqual(recorded);
});

test('a column is at least six wide, wide characters count once', () => {
  expect(
    alignRemembering(
      [
        ['A', 'B', 'C'],
        ['1', '가나', '3'],
      ],
      newTableState(),
    ),
  ).toBe('A     B     C\n1     가나    3\n');
});
