import type { Gradebook, GradeCell } from '../../connection/types.ts';

type Column = Gradebook['assignments'][number];
type Row = Gradebook['rows'][number];

/** What a cell of the gradebook says: a score, that it is missing, or nothing yet. */
export type CellState = 'scored' | 'missing' | 'open';

/** Missing is only what was due before `now` (ms since the epoch). */
export function cellState(cell: GradeCell, dueAt: number | null, now: number): CellState {
  if (cell.score !== null) return 'scored';
  return dueAt !== null && now > dueAt ? 'missing' : 'open';
}

/** Points of all cells; what was not handed in gives none. */
export function totalOf(cells: readonly GradeCell[]): number {
  return cells.reduce((sum, { score }) => sum + (score ?? 0), 0);
}

/** Points there are in all. */
export function pointsOf(columns: readonly Column[]): number {
  return columns.reduce((sum, { points }) => sum + points, 0);
}

/** The mean of a column's scores; undefined while nobody has one. */
export function columnAverage(rows: readonly Row[], column: number): number | undefined {
  return mean(rows.flatMap(({ cells }) => cells[column]?.score ?? []));
}

/** The mean of the rows' totals; undefined without rows. */
export function averageTotal(rows: readonly Row[]): number | undefined {
  return mean(rows.map(({ cells }) => totalOf(cells)));
}

export function overriddenIn(rows: readonly Row[]): number {
  return rows.flatMap(({ cells }) => cells).filter(({ override }) => override).length;
}

/** The sections that the rows' people are in, in order of name. */
export function sectionsOf(rows: readonly Row[]): readonly string[] {
  return [...new Set(rows.flatMap(({ person }) => person.section ?? []))].toSorted();
}

function mean(numbers: readonly number[]): number | undefined {
  if (numbers.length === 0) return undefined;
  return numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
}
