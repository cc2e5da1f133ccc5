import { describe, expect, test } from 'vitest';
import {
  averageTotal,
  cellState,
  columnAverage,
  overriddenIn,
  sectionsOf,
  totalOf,
} from './grade-sums.ts';

describe('a cell', () => {
  test.each([
    [80, 50, 'scored'],
    [0, 50, 'scored'],
    [null, 50, 'missing'],
    [null, 100, 'open'],
    [null, null, 'open'],
  ] as const)('of %s points due at %s at 100 is %s', (score, dueAt, state) => {
    expect(cellState(cell(score), dueAt, 100)).toBe(state);
  });
});

describe('sums', () => {
  const rows = [row('A', 80, null), row('B', 60, 10), row(null, null, null)];

  test('a total takes what is missing for nothing', () => {
    expect(rows.map(({ cells }) => totalOf(cells))).toEqual([80, 70, 0]);
    expect(averageTotal(rows)).toBe(50);
  });

  test('a column is averaged over those who have a score', () => {
    expect([0, 1, 2].map((column) => columnAverage(rows, column))).toEqual([70, 10, undefined]);
  });

  test('nobody has no average', () => {
    expect(averageTotal([])).toBeUndefined();
  });

  test('sections are in order, each once, people without one aside', () => {
    expect(sectionsOf([row('B', 1), row('A', 1), row('B', 1), row(null, 1)])).toEqual(['A', 'B']);
  });

  test('overridden cells are counted', () => {
    const override = { score: 5, reason: 'r' };
    const cells = [cell(1), { ...cell(5), override }];
    expect(overriddenIn([{ ...row('A'), cells }, row('A', 1)])).toBe(1);
  });
});

function row(section: string | null, ...scores: (number | null)[]) {
  return { person: { id: 'p', name: 'p', section }, cells: scores.map(cell) };
}

function cell(score: number | null) {
  return { score, deduction: 0, submissions: 0 };
}
