import type { BoardCell, BoardRow } from '../../durable-objects/rpc.ts';

/** The task that a learner is at: the first that isn't met. */
export function currentCell(row: BoardRow): BoardCell | undefined {
  return row.cells.find(({ standing }) => standing !== 'met');
}

/** How long a learner is at a cell's task, in ms. */
export function timeAt(cell: BoardCell, now: number): number {
  return cell.since === undefined ? 0 : Math.max(0, now - cell.since);
}

/**
 * How far each learner is behind, in ms by attempt: the time at their task, less what the task
 * took those who have met it (in the middle).
 */
export function lags(rows: readonly BoardRow[], now: number): ReadonlyMap<string, number> {
  const usual = new Map<string, number>();
  return new Map(
    rows.map((row) => {
      const cell = currentCell(row);
      if (!cell) return [row.attemptId, 0] as const;
      const typical = usual.get(cell.task) ?? typicalTime(rows, cell.task, now);
      usual.set(cell.task, typical);
      return [row.attemptId, Math.max(0, timeAt(cell, now) - typical)] as const;
    }),
  );
}

function typicalTime(rows: readonly BoardRow[], task: string, now: number): number {
  const finished = rows.flatMap(({ cells }) => {
    const at = cells.findIndex((cell) => cell.task === task);
    const [cell, next] = [cells[at], cells[at + 1]];
    if (cell?.standing !== 'met' || cell.since === undefined || next?.since === undefined)
      return [];
    return next.since > cell.since ? [next.since - cell.since] : [];
  });
  if (finished.length > 0) return middle(finished);
  // Nobody has met it: those who are at it are each other's measure.
  const here = rows.flatMap((row) => {
    const cell = currentCell(row);
    return cell?.task === task ? [timeAt(cell, now)] : [];
  });
  return middle(here);
}

/** The middle value; of two the lower. 0 for none. */
export function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
