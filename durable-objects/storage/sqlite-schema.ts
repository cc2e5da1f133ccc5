/** The part of a Durable Object's `SqlStorage` that the store needs. */
export interface SqlDatabase {
  exec(
    query: string,
    ...bindings: readonly (string | number | null)[]
  ): { toArray(): readonly { readonly [column: string]: unknown }[] };
}

/**
 * The steps from an empty database to today's, in order. Append only: a database remembers how
 * many it has seen.
 */
const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE objects (type TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
       part INTEGER NOT NULL, body TEXT NOT NULL,
       PRIMARY KEY (type, namespace, name, part)) WITHOUT ROWID`,
    `CREATE TABLE records (type TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
       part INTEGER NOT NULL, body TEXT NOT NULL,
       PRIMARY KEY (type, namespace, name, part)) WITHOUT ROWID`,
    `CREATE TABLE history (revision INTEGER PRIMARY KEY, changes INTEGER NOT NULL,
       body TEXT NOT NULL)`,
    `CREATE TABLE state (id INTEGER PRIMARY KEY, revision INTEGER NOT NULL,
       compacted INTEGER NOT NULL)`,
    'INSERT INTO state (id, revision, compacted) VALUES (1, 0, 0)',
    `CREATE TABLE snapshots (id TEXT NOT NULL, part INTEGER NOT NULL, at INTEGER NOT NULL,
       body TEXT NOT NULL, PRIMARY KEY (id, part)) WITHOUT ROWID`,
  ],
];

/** Brings the database up to date and says where its store stands. */
export function migrate(sql: SqlDatabase): { revision: number; compacted: number } {
  sql.exec('CREATE TABLE IF NOT EXISTS migrations (step INTEGER PRIMARY KEY)');
  const done = Number(sql.exec('SELECT COUNT(*) AS steps FROM migrations').toArray()[0]?.steps);
  migrations.slice(done).forEach((statements, i) => {
    for (const statement of statements) sql.exec(statement);
    sql.exec('INSERT INTO migrations (step) VALUES (?)', done + i + 1);
  });
  const state = sql.exec('SELECT revision, compacted FROM state WHERE id = 1').toArray()[0];
  return { revision: Number(state?.revision), compacted: Number(state?.compacted) };
}
