import type { Instant } from '../lib/instant.ts';
import type { SqlDatabase } from './sqlite-schema.ts';

/** Characters of one row, as in BodyTable. */
const maxPart = 600_000;
/** Kept per cluster: submissions, and states before a reset. The oldest go first. */
const maxSnapshots = 20;

/** Whole states of a cluster, kept beside it: what was submitted, what was reset. */
export class Snapshots {
  readonly #sql: SqlDatabase;

  constructor(sql: SqlDatabase) {
    this.#sql = sql;
  }

  /** Keeps a copy of everything that is stored now, under an id. */
  keep(id: string, at: Instant): void {
    const body = JSON.stringify({ objects: this.#rows('objects'), records: this.#rows('records') });
    this.#sql.exec('DELETE FROM snapshots WHERE id = ?', id);
    for (let i = 0; i * maxPart < body.length; i += 1) {
      const part = body.slice(i * maxPart, (i + 1) * maxPart);
      this.#sql.exec('INSERT INTO snapshots VALUES (?, ?, ?, ?)', id, i, at, part);
    }
    this.#sql.exec(
      `DELETE FROM snapshots WHERE id NOT IN
         (SELECT id FROM snapshots WHERE part = 0 ORDER BY at DESC, id LIMIT ?)`,
      maxSnapshots,
    );
  }

  /** The ids that are kept, oldest first. */
  list(): readonly { readonly id: string; readonly at: Instant }[] {
    return this.#sql
      .exec('SELECT id, at FROM snapshots WHERE part = 0 ORDER BY at, id')
      .toArray()
      .map((row) => ({ id: String(row.id), at: Number(row.at) }));
  }

  /** Empties the cluster's tables; snapshots stay. */
  clear(): void {
    for (const table of ['objects', 'records', 'history']) this.#sql.exec(`DELETE FROM ${table}`);
    this.#sql.exec('UPDATE state SET revision = 0, compacted = 0 WHERE id = 1');
  }

  #rows(table: 'objects' | 'records'): readonly unknown[] {
    return this.#sql
      .exec(`SELECT type, namespace, name, part, body FROM ${table}`)
      .toArray()
      .map((row) => [row.type, row.namespace, row.name, row.part, row.body]);
  }
}
