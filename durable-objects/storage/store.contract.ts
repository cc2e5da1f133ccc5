import { describe, expect, test } from 'vitest';
import { defineRecord } from '../apimachinery/resource.ts';
import { freeze } from '../lib/json.ts';
import { type Widget, widget, widgets } from '../testing/widgets.ts';
import { defineIndex, type Store, type Transaction } from './store.ts';

const notes = defineRecord<{ text: string }>('notes');
const bySize = defineIndex(widgets, (w) => [String(w.spec.size)]);

/**
 * What every store keeps. `open` makes an empty one; `reopen` gives the store that a new process
 * would find after a flush.
 */
export function describeStore(
  name: string,
  open: () => Store,
  reopen: (store: Store) => Store,
): void {
  const write = <R>(store: Store, body: (tx: Transaction) => R): void => {
    store.transaction({ at: 1_000, actor: 'learner' }, (tx) => {
      body(tx);
    });
  };
  const put = (tx: Transaction, ...objects: Widget[]): void => {
    for (const object of objects) tx.put(widgets, freeze(object));
  };
  const names = (store: Store, namespace?: string): string =>
    store
      .list(widgets, namespace)
      .map((w) => w.metadata.name)
      .join(' ');

  describe(name, () => {
    test('each write has a revision of its own, and the object carries it', () => {
      const store = open();
      write(store, (tx) => put(tx, widget('a'), widget('b')));
      expect(store.revision).toBe(2);
      expect(
        store.get(widgets, { namespace: 'default', name: 'b' })?.metadata.resourceVersion,
      ).toBe('2');
    });

    test('a transaction that throws changes nothing', () => {
      const store = open();
      write(store, (tx) => put(tx, widget('a', 1)));
      const broken = (): void =>
        write(store, (tx) => {
          put(tx, widget('a', 2), widget('b'));
          tx.remove(widgets, { namespace: 'default', name: 'a' });
          tx.putRecord(notes, { namespace: '', name: 'n' }, { text: 'lost' });
          throw new Error('stop');
        });
      expect(broken).toThrow('stop');
      expect([names(store), store.revision, store.since(0)?.length]).toEqual(['a', 1, 1]);
      expect(store.byIndex(bySize, '1')).toHaveLength(1);
      expect(store.record(notes, { namespace: '', name: 'n' })).toBeUndefined();
    });

    test('lists are sorted as in etcd, by namespace or all', () => {
      const store = open();
      write(store, (tx) =>
        put(
          tx,
          widget('b', 1, 'x'),
          widget('a', 1, 'x'),
          widget('c', 1, 'x-y'),
          widget('z', 1, 'a'),
        ),
      );
      expect(names(store)).toBe('z c a b');
      expect(names(store, 'x')).toBe('a b');
    });

    test('an index follows creation, change and removal', () => {
      const store = open();
      write(store, (tx) => put(tx, widget('a', 1), widget('b', 2)));
      expect(store.byIndex(bySize, '1').map((w) => w.metadata.name)).toEqual(['a']);
      write(store, (tx) => put(tx, widget('a', 2), widget('c', 1)));
      expect(store.byIndex(bySize, '1').map((w) => w.metadata.name)).toEqual(['c']);
      expect(store.byIndex(bySize, '2').map((w) => w.metadata.name)).toEqual(['a', 'b']);
      write(store, (tx) => tx.remove(widgets, { namespace: 'default', name: 'b' }));
      expect(store.byIndex(bySize, '2').map((w) => w.metadata.name)).toEqual(['a']);
    });

    test('the history tells every change with its old and new state', () => {
      const store = open();
      write(store, (tx) => put(tx, widget('a', 1)));
      write(store, (tx) => put(tx, widget('a', 2)));
      write(store, (tx) => tx.remove(widgets, { namespace: 'default', name: 'a' }));
      const told = store
        .since(0)
        ?.flatMap((commit) => commit.changes)
        .map((c) => [
          c.revision,
          (c.old as Widget | undefined)?.spec.size,
          (c.new as Widget | undefined)?.spec.size,
        ]);
      expect(told).toEqual([
        [1, undefined, 1],
        [2, 1, 2],
        [3, 2, undefined],
      ]);
      const removal = store.since(2)?.[0]?.changes[0];
      expect(removal?.old?.metadata.resourceVersion).toBe('3');
      expect(store.since(3)).toEqual([]);
    });

    test('a new process finds objects, records, revision and history', () => {
      const store = open();
      write(store, (tx) => {
        put(tx, widget('a', 1), widget('b', 2));
        tx.putRecord(notes, { namespace: 'pv/x', name: 'dir/file' }, { text: '표식\u0000"' });
      });
      write(store, (tx) => put(tx, widget('a', 3)));
      store.flush();
      const again = reopen(store);
      expect(again.revision).toBe(3);
      expect(again.list(widgets)).toEqual(store.list(widgets));
      expect(again.records(notes, 'pv/x')).toEqual([
        { key: { namespace: 'pv/x', name: 'dir/file' }, value: { text: '표식\u0000"' } },
      ]);
      expect(again.since(1)?.map((c) => [c.revision, c.actor])).toEqual(
        store.since(1)?.map((c) => [c.revision, c.actor]),
      );
      write(again, (tx) => put(tx, widget('c')));
      expect(again.since(2)?.flatMap((c) => c.changes.map((x) => x.revision))).toEqual([3, 4]);
    });

    test('a body longer than a row survives', () => {
      const store = open();
      const text = '가나다'.repeat(300_000);
      write(store, (tx) => tx.putRecord(notes, { namespace: '', name: 'long' }, { text }));
      store.flush();
      write(store, (tx) => tx.putRecord(notes, { namespace: '', name: 'long' }, { text: 'short' }));
      store.flush();
      const again = reopen(store);
      expect(again.record(notes, { namespace: '', name: 'long' })).toEqual({ text: 'short' });
    });

    test('a fork and its parent never see each other again', () => {
      const store = open();
      write(store, (tx) => put(tx, widget('a', 1)));
      expect(store.byIndex(bySize, '1')).toHaveLength(1);
      const fork = store.fork();
      write(fork, (tx) => put(tx, widget('b', 1)));
      write(store, (tx) => tx.remove(widgets, { namespace: 'default', name: 'a' }));
      expect([names(fork), names(store)]).toEqual(['a b', '']);
      expect(fork.byIndex(bySize, '1')).toHaveLength(2);
      expect(fork.since(0)?.length).toBe(2);
    });

    test('what is read is frozen', () => {
      const store = open();
      write(store, (tx) => put(tx, widget('a')));
      const read = store.get(widgets, { namespace: 'default', name: 'a' });
      expect(Object.isFrozen(read?.spec) && Object.isFrozen(read?.metadata)).toBe(true);
    });

    test('built-in objects are there unwritten, until somebody changes or removes them', () => {
      const builtIn = [
        { resource: widgets, objects: () => [freeze(widget('b')), freeze(widget('d'))] },
      ] as unknown as Parameters<Store['provide']>[0];
      const store = open();
      store.provide(builtIn);
      expect(store.written(widgets as never)).toEqual([]);
      expect([names(store), store.revision]).toEqual(['b d', 0]);
      write(store, (tx) => {
        put(tx, widget('a'), widget('b', 7));
        tx.remove(widgets, { namespace: 'default', name: 'd' });
      });
      const fork = store.fork();
      write(fork, (tx) => put(tx, widget('d')));
      store.flush();
      const again = reopen(store);
      again.provide(builtIn);
      expect([names(store), names(fork), names(again)]).toEqual(['a b', 'a b d', 'a b']);
      expect(again.get(widgets, { namespace: 'default', name: 'b' })?.spec.size).toBe(7);
      expect(again.byIndex(bySize, '1').map((w) => w.metadata.name)).toEqual(['a']);
      expect(again.written(widgets as never)).toHaveLength(2);
    });
  });
}
