import { describe, expect, test } from 'vitest';
import type { BoardCell, BoardRow } from '../../durable-objects/rpc.ts';
import { lags, middle } from './lag.ts';
import { frozen, ordered, stuckGroups } from './order.ts';
import { reduceRows } from './rows.ts';

const minute = 60_000;
const now = 100 * minute;

/** A row from `name: met@70 working@90`: standings with the minute in which they began. */
function row(text: string, more: Partial<BoardRow> = {}): BoardRow {
  const [name = '', list = ''] = text.split(': ');
  const cells = list.split(' ').map((part, i): BoardCell => {
    const [standing = 'todo', began] = part.split('@');
    const base = { task: `t${i}`, score: standing === 'met' ? 10 : 0, points: 10 };
    const since = began === undefined ? {} : { since: Number(began) * minute };
    return { ...base, standing: standing as BoardCell['standing'], ...since };
  });
  const score = cells.reduce((sum, cell) => sum + cell.score, 0);
  return {
    attemptId: name,
    personId: name,
    name,
    cells,
    score,
    points: 20,
    lastActiveAt: 0,
    ...more,
  };
}

const a = row('a: met@60 stuck@70');
const b = row('b: met@60 met@70 working@80');
const c = row('c: met@60 working@95');
const d = row('d: stuck@60 todo');
const rows = [a, b, c, d];

describe('lag', () => {
  test('is the time at a task less what it took the others', () => {
    const lag = lags(rows, now);
    // t1 took b ten minutes; t0 took everybody else ten or thirty-five.
    expect(['a', 'b', 'c', 'd'].map((id) => (lag.get(id) ?? 0) / minute)).toEqual([20, 0, 0, 30]);
  });

  test('of who has met everything is nothing', () => {
    expect(lags([row('x: met@1 met@2')], now).get('x')).toBe(0);
  });

  test.each([
    [[], 0],
    [[3], 3],
    [[4, 1], 1],
    [[5, 1, 3], 3],
  ])('the middle of %j', (values, expected) => {
    expect(middle(values)).toBe(expected);
  });
});

describe('order', () => {
  const hand = { hand: { since: 5, message: '' } };
  test.each([
    ['lag', 'd a c b'],
    ['name', 'a b c d'],
    ['score', 'd a c b'],
    ['hands', 'c d a b'],
  ] as const)('by %s', (sort, expected) => {
    const list = [a, b, { ...c, ...hand }, d];
    expect(ordered(list, sort, lags(list, now)).join(' ')).toBe(expected);
  });

  test('is frozen while somebody looks: new rows come last, moves are counted', () => {
    expect(frozen(['a', 'b', 'c'], ['b', 'a', 'c', 'd'])).toEqual({
      order: ['a', 'b', 'c', 'd'],
      moved: 2,
    });
    expect(frozen(['a', 'x'], ['a']).order).toEqual(['a']);
  });
});

test('people who are stuck on the same fact stand together', () => {
  const stuck = (name: string, fact: string) => row(`${name}: todo`, { stuck: { since: 0, fact } });
  const groups = stuckGroups([stuck('a', 'x'), stuck('b', 'y'), stuck('c', 'y'), b]);
  expect(groups.map(({ fact, rows: list }) => [fact, list.length])).toEqual([
    ['y', 2],
    ['x', 1],
  ]);
});

test('rows come all at once, then one by one', () => {
  const first = reduceRows(new Map(), { type: 'rows', rows: [a, b] });
  const then = reduceRows(first, { type: 'row', row: { ...a, score: 20 } });
  expect([then.size, then.get('a')?.score, first.get('a')?.score]).toEqual([2, 20, 10]);
});
