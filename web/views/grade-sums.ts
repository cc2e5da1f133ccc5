import type { Gradebook, GradeCell } from '../connection/types.ts';

/** All points of a learner; what was not handed in is 0. */
export function total(cells: readonly GradeCell[]): number {
  return cells.reduce((sum, { score }) => sum + (score ?? 0), 0);
}

/** The mean of the grades that there are; 0 for none. */
export function average(rows: Gradebook['rows']): number {
  const scores = rows.flatMap(({ cells }) =>
    cells.flatMap(({ score }) => (score === null ? [] : [score])),
  );
  return scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** The sections of a class, in order. */
export function sectionsOf(book: Gradebook): readonly string[] {
  const found = new Set(
    book.rows.flatMap(({ person: { section } }) => (section === null ? [] : [section])),
  );
  return [...found].sort();
}
