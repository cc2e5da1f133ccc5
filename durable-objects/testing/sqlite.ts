import { DatabaseSync } from 'node:sqlite';
import type { SqlDatabase } from '../storage/sqlite-schema.ts';

/** An SQLite database in memory with the interface of a Durable Object's. */
export function openDatabase(): SqlDatabase {
  const database = new DatabaseSync(':memory:');
  return {
    exec(query, ...bindings) {
      const statement = database.prepare(query);
      const rows = statement.all(...bindings) as { [column: string]: unknown }[];
      return { toArray: () => rows };
    },
  };
}
