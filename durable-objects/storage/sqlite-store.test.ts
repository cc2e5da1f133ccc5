import { expect, test } from 'vitest';
import { freeze } from '../lib/json.ts';
import { openDatabase } from '../testing/sqlite.ts';
import { widget, widgets } from '../testing/widgets.ts';
import type { SqlDatabase } from './sqlite-schema.ts';
import { SqliteStore } from './sqlite-store.ts';
import { describeStore } from './store.contract.ts';
import type { Store } from './store.ts';

const databases = new WeakMap<Store, SqlDatabase>();

function open(database = openDatabase()): SqliteStore {
  const store = new SqliteStore(database, [widgets]);
  databases.set(store, database);
  return store;
}

describeStore('SqliteStore', open, (store) => open(databases.get(store)));

test('what was not flushed is gone after a crash, whole', () => {
  const store = open();
  const put = (name: string): void =>
    store.transaction({ at: 0, actor: 'x' }, (tx) => {
      tx.put(widgets, freeze(widget(name)));
    });
  put('a');
  store.flush();
  put('b');
  const again = open(databases.get(store));
  expect(again.list(widgets).map((w) => w.metadata.name)).toEqual(['a']);
  expect([again.revision, again.since(0)?.length]).toEqual([1, 1]);
});

test('a commit larger than a row is split and read back in order', () => {
  const store = open();
  store.transaction({ at: 0, actor: 'x' }, (tx) => {
    for (let i = 0; i < 40; i += 1) {
      const big = widget(`w${i}`);
      big.metadata.annotations = { text: 'x'.repeat(30_000) };
      tx.put(widgets, freeze(big));
    }
  });
  store.flush();
  const again = open(databases.get(store));
  const revisions = again.since(0)?.flatMap((c) => c.changes.map((change) => change.revision));
  expect(revisions).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
});
