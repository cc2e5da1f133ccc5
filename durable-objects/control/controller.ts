import type { Key } from '../apimachinery/meta.ts';
import type { Instant } from '../lib/instant.ts';
import type { Change, Reader, RecordChange } from '../storage/store.ts';
import type { World } from './world.ts';

/**
 * Level, not edge: a reconcile gets a key, reads everything, does the next thing and returns.
 * It is right when run twice, late, or first after the cluster was asleep.
 */
export interface Controller {
  readonly name: string;
  /**
   * The program that it runs in, whose name the fields carry that it writes (managedFields).
   * Absent: `kube-controller-manager`.
   */
  readonly component?: string;
  /**
   * The keys that a change concerns: the only mapping from events to keys. After a cluster is
   * loaded it is called with each object as if just created, which finds every key.
   */
  wakes(change: Change, read: Reader): readonly Key[];
  /** The same for internal state. */
  wakesOnRecord?(change: RecordChange, read: Reader): readonly Key[];
  reconcile(key: Key, world: World): Outcome;
}

/**
 * Nothing more to do until something changes, or a moment computed from timestamps in objects:
 * never from a controller's own fields. `because` is shown to people, e.g.
 * `web-0's readiness probe runs again`.
 */
export type Outcome = undefined | { readonly requeueAt: Instant; readonly because: string };

/** A moment at which something will happen by itself. */
export interface Deadline {
  readonly at: Instant;
  readonly controller: string;
  readonly key: Key;
  readonly because: string;
}
