import { assert } from '../lib/assert.ts';
import type { Commit } from './store.ts';

/**
 * Changes kept for watches that resume and for checks about the past. A lab of some hours makes
 * a few thousand; etcd compacts after five minutes.
 */
export const maxHistoryChanges = 20_000;

/** Commits in memory, oldest first, compacted to half when they grow beyond the limit. */
export class History {
  #commits: Commit[];
  #changes: number;
  #compacted: number;

  constructor(compacted: number, from?: History) {
    this.#compacted = from ? from.#compacted : compacted;
    this.#commits = from ? [...from.#commits] : [];
    this.#changes = from ? from.#changes : 0;
  }

  /** Revisions up to this one are forgotten. */
  get compacted(): number {
    return this.#compacted;
  }

  append(commit: Commit): void {
    const last = this.#commits.at(-1)?.revision ?? this.#compacted;
    assert(commit.revision >= last, `commit ${commit.revision} after ${last}`);
    this.#commits.push(commit);
    this.#changes += commit.changes.length;
    if (this.#changes > maxHistoryChanges) this.#compact();
  }

  /** Commits that end after `revision`; undefined when some of them are forgotten. */
  since(revision: number): readonly Commit[] | undefined {
    if (revision < this.#compacted) return undefined;
    let low = 0;
    let high = this.#commits.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#commits[middle]?.revision ?? 0) <= revision) low = middle + 1;
      else high = middle;
    }
    return this.#commits.slice(low);
  }

  #compact(): void {
    let dropped = 0;
    while (this.#changes > maxHistoryChanges / 2) {
      const commit = this.#commits[dropped];
      assert(commit, 'a commit to drop');
      this.#changes -= commit.changes.length;
      this.#compacted = commit.revision;
      dropped += 1;
    }
    this.#commits = this.#commits.slice(dropped);
  }
}
