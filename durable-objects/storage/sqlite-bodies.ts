import type { Key } from '../apimachinery/meta.ts';
import type { SqlDatabase } from './sqlite-schema.ts';

/** Characters of one row: UTF-8 may need three bytes each, and a row may have 2 MB. */
const maxPart = 600_000;

/** JSON bodies by type, namespace and name; a long one takes several rows. */
export class BodyTable {
  readonly #sql: SqlDatabase;
  readonly #table: 'objects' | 'records';

  constructor(sql: SqlDatabase, table: 'objects' | 'records') {
    this.#sql = sql;
    this.#table = table;
  }

  /** Writes a body, or removes it when undefined. */
  write(type: string, key: Key, body: unknown): void {
    const parts = body === undefined ? [] : split(JSON.stringify(body));
    parts.forEach((part, i) => {
      this.#sql.exec(
        `INSERT OR REPLACE INTO ${this.#table} (type, namespace, name, part, body)
         VALUES (?, ?, ?, ?, ?)`,
        type,
        key.namespace,
        key.name,
        i,
        part,
      );
    });
    this.#sql.exec(
      `DELETE FROM ${this.#table} WHERE type = ? AND namespace = ? AND name = ? AND part >= ?`,
      type,
      key.namespace,
      key.name,
      parts.length,
    );
  }

  *all(): Generator<{ type: string; key: Key; body: string }> {
    const rows = this.#sql
      .exec(
        `SELECT type, namespace, name, body FROM ${this.#table}
         ORDER BY type, namespace, name, part`,
      )
      .toArray();
    let open: { type: string; key: Key; body: string } | undefined;
    for (const row of rows) {
      const [type, namespace, name] = [String(row.type), String(row.namespace), String(row.name)];
      if (open?.type === type && open.key.namespace === namespace && open.key.name === name) {
        open.body += String(row.body);
        continue;
      }
      if (open) yield open;
      open = { type, key: { namespace, name }, body: String(row.body) };
    }
    if (open) yield open;
  }
}

function split(text: string): string[] {
  const parts: string[] = [];
  for (let i = 0; i < text.length; i += maxPart) parts.push(text.slice(i, i + maxPart));
  return parts;
}
