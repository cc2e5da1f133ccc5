import type { BoardRow } from '../../durable-objects/rpc.ts';

export const sorts = ['lag', 'name', 'score', 'hands'] as const;
export type Sort = (typeof sorts)[number];

/** Attempts in the order of a column. Equal rows stand by tasks met, then by name. */
export function ordered(
  rows: readonly BoardRow[],
  sort: Sort,
  lag: ReadonlyMap<string, number>,
): readonly string[] {
  const byName = (a: BoardRow, b: BoardRow): number => a.name.localeCompare(b.name, 'ko');
  const met = (row: BoardRow): number =>
    row.cells.filter(({ standing }) => standing === 'met').length;
  const minute = (row: BoardRow): number => Math.floor((lag.get(row.attemptId) ?? 0) / 60_000);
  const hand = (row: BoardRow): number => row.hand?.since ?? Number.MAX_SAFE_INTEGER;
  const compare: Readonly<Record<Sort, (a: BoardRow, b: BoardRow) => number>> = {
    lag: (a, b) => minute(b) - minute(a) || met(a) - met(b),
    name: byName,
    score: (a, b) => a.score - b.score,
    hands: (a, b) => hand(a) - hand(b) || minute(b) - minute(a),
  };
  return rows
    .toSorted((a, b) => compare[sort](a, b) || byName(a, b))
    .map(({ attemptId }) => attemptId);
}

/**
 * The order to show while it is frozen: known rows stay where they are, new ones come last, and
 * `moved` is how many would stand elsewhere.
 */
export function frozen(
  shown: readonly string[],
  wanted: readonly string[],
): { readonly order: readonly string[]; readonly moved: number } {
  const kept = shown.filter((id) => wanted.includes(id));
  const order = [...kept, ...wanted.filter((id) => !kept.includes(id))];
  return { order, moved: order.filter((id, i) => wanted[i] !== id).length };
}

/** Learners who are stuck on the same fact, most first. */
export function stuckGroups(
  rows: readonly BoardRow[],
): readonly { readonly fact: string; readonly rows: readonly BoardRow[] }[] {
  const groups = Map.groupBy(
    rows.filter(({ stuck }) => stuck),
    ({ stuck }) => stuck?.fact ?? '',
  );
  return [...groups]
    .map(([fact, members]) => ({ fact, rows: members }))
    .toSorted((a, b) => b.rows.length - a.rows.length);
}
