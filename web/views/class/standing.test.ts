import { expect, test } from 'vitest';
import { byStanding, standingAt } from './standing.ts';

const now = 100;

// opens, due, closes
test.each([
  ['- - -', 'open'],
  ['100 - -', 'open'],
  ['101 - -', 'later'],
  ['- 100 -', 'open'],
  ['- 99 -', 'past'],
  ['- 99 200', 'past'],
  ['- - 99', 'past'],
  ['50 150 -', 'open'],
] as const)('%s stands %s', (dates, standing) => {
  expect(standingAt(assignment(dates), now)).toBe(standing);
});

test('each group begins with what is nearest, no due time comes last', () => {
  const all = ['- - -', '- 130 -', '- 120 -', '300 - -', '200 - -', '- 10 -', '- 90 -'];
  const groups = byStanding(all.map(assignment), now);
  expect(groups.open.map(name)).toEqual(['- 120 -', '- 130 -', '- - -']);
  expect(groups.later.map(name)).toEqual(['200 - -', '300 - -']);
  expect(groups.past.map(name)).toEqual(['- 90 -', '- 10 -']);
});

function assignment(dates: string) {
  const [opensAt, dueAt, closesAt] = dates.split(' ').map((at) => (at === '-' ? null : Number(at)));
  return {
    name: dates,
    opensAt: opensAt ?? null,
    dueAt: dueAt ?? null,
    closesAt: closesAt ?? null,
  };
}

function name(made: { readonly name: string }): string {
  return made.name;
}
