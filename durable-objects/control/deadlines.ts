import { Heap } from '../lib/heap.ts';
import type { Instant } from '../lib/instant.ts';
import type { Deadline } from './controller.ts';
import { type Target, targetId } from './work-queue.ts';

/** At most one deadline per target: the one that its last reconcile named. */
export class DeadlineQueue {
  readonly #current = new Map<string, Deadline>();
  /** May hold deadlines that were replaced; those are skipped when they come up. */
  readonly #heap = new Heap<Deadline>(
    (a, b) => a.at - b.at || (targetId(a) < targetId(b) ? -1 : 1),
  );

  set(deadline: Deadline): void {
    const id = targetId(deadline);
    const before = this.#current.get(id);
    if (before?.at === deadline.at && before.because === deadline.because) return;
    this.#current.set(id, deadline);
    this.#heap.push(deadline);
  }

  remove(target: Target): void {
    this.#current.delete(targetId(target));
  }

  next(): Deadline | undefined {
    for (let least = this.#heap.peek(); least; least = this.#heap.peek()) {
      if (this.#current.get(targetId(least)) === least) return least;
      this.#heap.pop();
    }
    return undefined;
  }

  /** Removes and returns what is due, by time and then by name. */
  takeDue(now: Instant): Deadline[] {
    const due: Deadline[] = [];
    for (let least = this.next(); least && least.at <= now; least = this.next()) {
      this.#heap.pop();
      this.#current.delete(targetId(least));
      due.push(least);
    }
    return due;
  }

  all(): readonly Deadline[] {
    return [...this.#current.values()].sort((a, b) => a.at - b.at);
  }
}
