import { type Duration, type Instant, second } from '../lib/instant.ts';

/** A cluster that has been at rest for this long is probed: the learner looks at what they did. */
const rest: Duration = 1.5 * second;
/** Probes cost some tens of milliseconds; a busy cluster is not probed more often than this. */
const gap: Duration = 5 * second;

/**
 * When the checks that need a copy of the cluster are tried without being asked, so that tasks
 * turn green by themselves. Only in memory: after a sleep one more probing does no harm.
 */
export class Probing {
  #seen = -1;
  #changedAt: Instant = 0;
  #probed = -1;
  #probedAt: Instant = 0;

  /** Takes note of how far the cluster is: its commits. */
  observe(commits: number, now: Instant): void {
    if (commits === this.#seen) return;
    this.#seen = commits;
    this.#changedAt = now;
  }

  /** When to probe next; undefined when nothing changed since the last time. */
  get dueAt(): Instant | undefined {
    if (this.#probed === this.#seen) return undefined;
    return Math.max(this.#changedAt + rest, this.#probedAt + gap);
  }

  /** What was probed, the results' own commits included. */
  done(commits: number, now: Instant): void {
    this.#seen = commits;
    this.#probed = commits;
    this.#probedAt = now;
  }
}
