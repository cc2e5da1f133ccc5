import { expect, test } from 'vitest';
import { freeze } from '../lib/json.ts';
import { widget, widgets } from '../testing/widgets.ts';
import { maxHistoryChanges } from './history.ts';
import { MemoryStore } from './memory-store.ts';
import { describeStore } from './store.contract.ts';

describeStore(
  'MemoryStore',
  () => new MemoryStore(),
  (store) => store.fork(),
);

test('beyond its limit the history forgets the oldest half', () => {
  const store = new MemoryStore();
  for (let i = 0; i <= maxHistoryChanges; i += 1) {
    store.transaction({ at: i, actor: 'x' }, (tx) => {
      tx.put(widgets, freeze(widget('a', i)));
    });
  }
  expect(store.compacted).toBe(maxHistoryChanges / 2 + 1);
  expect(store.since(store.compacted - 1)).toBeUndefined();
  expect(store.since(store.compacted)?.length).toBe(maxHistoryChanges / 2);
});
