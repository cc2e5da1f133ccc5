import { expect, test } from 'vitest';
import { canvasCsv, type Gradebook } from './gradebook.ts';

const title = { ko: '0까지 줄이기', en: 'Scale, to zero' };
const cell = { deduction: 0, submissions: 1 };

test('the CSV is what Canvas reads, and no name becomes a formula', () => {
  const book: Gradebook = {
    assignments: [{ id: 'a', title, points: 100, dueAt: null }],
    rows: [
      { person: { id: 'p1', name: '이서준', section: 'A' }, cells: [{ ...cell, score: 81.5 }] },
      {
        person: { id: 'p2', name: '=HYPERLINK("x")', section: null },
        cells: [{ ...cell, score: null }],
      },
    ],
  };
  expect(canvasCsv(book, 'en').split('\r\n')).toEqual([
    'Student,ID,SIS User ID,SIS Login ID,Section,"Scale, to zero"',
    '    Points Possible,,,,,100',
    '이서준,p1,p1,,A,81.5',
    '"\'=HYPERLINK(""x"")",p2,p2,,,',
    '',
  ]);
});
