import { type Key, keyText } from '../apimachinery/meta.ts';
import { defineRecord } from '../apimachinery/resource.ts';
import { StatusError } from '../apimachinery/status-error.ts';
import { present } from '../lib/assert.ts';
import type { Instant } from '../lib/instant.ts';
import type { Change, Reader, RecordChange, Transaction } from '../storage/store.ts';
import type { Controller, Deadline } from './controller.ts';
import { DeadlineQueue } from './deadlines.ts';
import { WorkQueue } from './work-queue.ts';
import type { World } from './world.ts';

/**
 * Reconciles in one settle. More means that controllers undo each other for ever; the rest then
 * waits a second of the cluster's time, so that a broken manifest can't hang its cluster.
 */
export const maxReconcilesPerSettle = 50_000;

/** Failed reconciles that will be tried again: stored, so that sleeping changes nothing. */
const retries = defineRecord<Retry>('reconcile-retries');

interface Retry {
  readonly at: Instant;
  readonly attempts: number;
  readonly message: string;
}

/** client-go's exponential failure rate limiter. */
const firstRetryMs = 5;
const maxRetryMs = 1_000_000;

/** Runs controllers until nothing is left to do, and knows when something will be. */
export class ControlLoop {
  readonly #controllers: ReadonlyMap<string, Controller>;
  readonly #queue = new WorkQueue();
  readonly #deadlines = new DeadlineQueue();

  constructor(controllers: readonly Controller[]) {
    this.#controllers = new Map(controllers.map((controller) => [controller.name, controller]));
  }

  /** After a load: everything is looked at again, but for what waits for its next try. */
  resume(changes: Iterable<Change>, records: Iterable<RecordChange>, read: Reader): void {
    for (const change of changes) this.#observe(change, read);
    for (const change of records) this.#observeRecord(change, read);
    for (const { key, value } of read.records(retries)) {
      const target = { controller: key.namespace, key: parseKey(key.name) };
      this.#queue.remove(target);
      this.#deadlines.set({ ...target, at: value.at, because: retryText(value) });
    }
  }

  /** Reconciles until the queue is empty; returns how often. */
  settle(tx: Transaction, world: World): number {
    let seen = 0;
    let seenRecords = 0;
    for (let count = 0; ; count += 1) {
      for (; seen < tx.changes.length; seen += 1) {
        this.#observe(present(tx.changes[seen], 'change'), tx);
      }
      for (; seenRecords < tx.recordChanges.length; seenRecords += 1) {
        this.#observeRecord(present(tx.recordChanges[seenRecords], 'record change'), tx);
      }
      if (count >= maxReconcilesPerSettle) {
        this.#postpone(world.now);
        return count;
      }
      const next = this.#queue.take();
      if (!next) return count;
      this.#reconcile(next.controller, next.key, tx, world);
    }
  }

  /** The next moment at which something happens by itself. */
  nextDeadline(): Deadline | undefined {
    return this.#deadlines.next();
  }

  /** Everything that waits for a moment, soonest first. */
  deadlines(): readonly Deadline[] {
    return this.#deadlines.all();
  }

  /** Queues what is due at `now`, in a fixed order. */
  wakeDue(now: Instant): void {
    for (const deadline of this.#deadlines.takeDue(now)) this.#queue.add(deadline);
  }

  #reconcile(name: string, key: Key, tx: Transaction, world: World): void {
    const controller = present(this.#controllers.get(name), `controller ${name}`);
    const target = { controller: name, key };
    const retryKey = { namespace: name, name: keyText(key) };
    try {
      const { component } = controller;
      const own = component === undefined ? world : world.as(component);
      const outcome = controller.reconcile(key, own);
      tx.putRecord(retries, retryKey, undefined);
      if (!outcome) this.#deadlines.remove(target);
      else this.#deadlines.set({ ...target, at: outcome.requeueAt, because: outcome.because });
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      const attempts = (tx.record(retries, retryKey)?.attempts ?? 0) + 1;
      const at = world.now + Math.min(firstRetryMs * 2 ** (attempts - 1), maxRetryMs);
      const retry = { at, attempts, message: error.message };
      tx.putRecord(retries, retryKey, retry);
      this.#deadlines.set({ ...target, at, because: retryText(retry) });
    }
  }

  #observe(change: Change, read: Reader): void {
    for (const controller of this.#controllers.values()) {
      for (const key of controller.wakes(change, read)) {
        this.#queue.add({ controller: controller.name, key });
      }
    }
  }

  #observeRecord(change: RecordChange, read: Reader): void {
    if (change.record.record === retries.record) return;
    for (const controller of this.#controllers.values()) {
      for (const key of controller.wakesOnRecord?.(change, read) ?? []) {
        this.#queue.add({ controller: controller.name, key });
      }
    }
  }

  #postpone(now: Instant): void {
    for (let next = this.#queue.take(); next; next = this.#queue.take()) {
      const because = `more than ${maxReconcilesPerSettle} reconciles without coming to rest`;
      this.#deadlines.set({ ...next, at: now + 1_000, because });
    }
  }
}

function retryText(retry: Retry): string {
  return `retry after: ${retry.message}`;
}

function parseKey(text: string): Key {
  const slash = text.indexOf('/');
  return slash < 0
    ? { namespace: '', name: text }
    : { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
}
