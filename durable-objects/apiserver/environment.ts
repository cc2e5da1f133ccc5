import type { User } from '../apimachinery/resource.ts';
import type { Duration, Instant } from '../lib/instant.ts';
import type { Random } from '../lib/random.ts';
import type { Store, Transaction } from '../storage/store.ts';

/** What a request is served with: everything that is not in the request itself. */
export interface RequestEnvironment extends PollEnvironment {
  /** Who asks; authentication is the shell's. */
  readonly user: User;
}

export interface PollEnvironment {
  /** Reads and writes; the API server never opens one. */
  readonly tx: Transaction;
  /** For watches that resume and lists that continue. */
  readonly history: Pick<Store, 'since' | 'compacted'>;
  /** The cluster's clock. */
  readonly now: Instant;
  /**
   * How much time was skipped: every time-typed field leaves the API this much earlier and
   * comes in this much later, so that a client's clock sees no future. 0: nothing to do.
   */
  readonly clockSkipped: Duration;
  /** As `World.random`. */
  random(purpose: string, ...parts: readonly string[]): Random;
}
