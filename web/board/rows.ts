import type { BoardMessage, BoardRow } from '../../durable-objects/rpc.ts';

/** All rows of a board by attempt. */
export type Rows = ReadonlyMap<string, BoardRow>;

/** The rows after a message: all of them, or one that changed. */
export function reduceRows(rows: Rows, message: BoardMessage): Rows {
  if (message.type === 'rows')
    return new Map(message.rows.map((row) => [row.attemptId, row] as const));
  return new Map(rows).set(message.row.attemptId, message.row);
}
