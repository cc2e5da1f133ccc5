import { describe, expect, test } from 'vitest';
import { graded, type Policy, policySchema } from './policy.ts';

const day = 86_400_000;
const due = 10 * day;

/** `8@-1 9@+0.5`: scores of 10 points, handed in so many days after the due time. */
function handed(notation: string) {
  return notation.split(' ').map((word) => {
    const [score = 0, days = 0] = word.split('@').map(Number);
    return { score, points: 10, at: due + days * day, late: days > 0 };
  });
}

describe('what counts', () => {
  test.each<[policy: Partial<Policy>, submissions: string, score: number, deduction: number]>([
    [{}, '8@-1', 8, 0],
    [{}, '8@-2 9@-1 7@-0.5', 9, 0],
    [{ keep: 'last' }, '8@-2 9@-1 7@-0.5', 7, 0],
    // One day begun costs a tenth of the points; a second one costs two.
    [{}, '8@+0.5', 7, 1],
    [{}, '8@+1', 7, 1],
    [{}, '8@+1.1', 6, 2],
    // Lateness is reckoned before the best is chosen.
    [{}, '8@-1 9@+3', 8, 0],
    [{ keep: 'last' }, '8@-1 9@+3', 6, 3],
    [{}, '8@+30', 0, 8],
    [{ lateFloorPercent: 50 }, '8@+30', 5, 3],
    [{ lateFloorPercent: 50 }, '3@+30', 3, 0],
    [{ latePercentPerDay: 0 }, '8@+30', 8, 0],
  ])('%j %s -> %d, less %d', (policy, submissions, score, deduction) => {
    const result = graded(policySchema.parse(policy), due, handed(submissions));
    expect([result?.score, result?.deduction]).toEqual([score, deduction]);
  });

  test('of equal ones, the earlier', () => {
    const result = graded(policySchema.parse({}), due, handed('8@-1 8@-2'));
    expect(result?.submission.at).toBe(due - 2 * day);
  });

  test('is nothing when nothing was handed in', () => {
    expect(graded(policySchema.parse({}), due, [])).toBeUndefined();
  });
});
