import { defineRecord } from '../../apimachinery/resource.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Transaction } from '../../storage/store.ts';

/** How many objects were removed at one moment; of the last such moment only. */
const removals = defineRecord<{ at: Instant; count: number }>('removals');
const place = { namespace: '', name: 'last' };

/**
 * Tells apart two objects of one name that are created at the same moment: one was removed in
 * between. It is a key of their UIDs.
 */
export function removalsAt(tx: Transaction, now: Instant): number {
  const last = tx.record(removals, place);
  return last?.at === now ? last.count : 0;
}

export function countRemoval(tx: Transaction, now: Instant): void {
  tx.putRecord(removals, place, { at: now, count: removalsAt(tx, now) + 1 });
}
