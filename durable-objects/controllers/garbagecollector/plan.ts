import type { KubeObject, OwnerReference } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import type { Graph, Item } from './graph.ts';

/** Set by a DELETE with propagationPolicy Foreground: dependents go first. */
export const foregroundFinalizer = 'foregroundDeletion';
/** Set by a DELETE with propagationPolicy Orphan: dependents stay. */
export const orphanFinalizer = 'orphan';

export type Propagation = 'Background' | 'Foreground' | 'Orphan';

/** What the garbage collector does about one object. */
export type Step =
  | { readonly do: 'nothing' }
  /** Takes the object's reference away from its dependents, then the finalizer. */
  | { readonly do: 'orphan'; readonly dependents: readonly Item[] }
  | { readonly do: 'remove-finalizer'; readonly finalizer: string }
  | { readonly do: 'drop-owners'; readonly uids: ReadonlySet<string> }
  | {
      readonly do: 'delete';
      readonly propagation: Propagation;
      /** Clear blockOwnerDeletion first: owners and dependents wait for each other. */
      readonly unblock: boolean;
    };

/**
 * Decides by the owners that exist now (garbagecollector.go, attemptToDeleteItem):
 *
 * | owners                         | step                                                   |
 * |--------------------------------|--------------------------------------------------------|
 * | none named                     | nothing                                                |
 * | one that stays                 | drop the references to those that are absent or going  |
 * | none stays, one waits for its dependents, and the object has some itself | delete, foreground |
 * | none stays                     | delete                                                 |
 *
 * An object that is being deleted itself only has its two finalizers looked after.
 */
export function plan(read: Reader, graph: Graph, { object }: Item): Step {
  const { metadata } = object;
  if (metadata.deletionTimestamp !== undefined) return planDeleted(read, graph, object);
  const references = metadata.ownerReferences ?? [];
  if (references.length === 0) return { do: 'nothing' };
  const owners = classify(read, graph, object);
  if (owners.unknown) return { do: 'nothing' };
  if (owners.solid) {
    const uids = new Set([...owners.absent, ...owners.waiting]);
    return uids.size === 0 ? { do: 'nothing' } : { do: 'drop-owners', uids };
  }
  const dependents = graph.dependentsOf(read, metadata.uid);
  if (owners.waiting.length > 0 && dependents.length > 0) {
    const unblock = dependents.some((one) => deletesDependents(one.object));
    return { do: 'delete', propagation: 'Foreground', unblock };
  }
  return { do: 'delete', propagation: propagationOf(object), unblock: false };
}

/** True for an owner that is being deleted but waits until its dependents are gone. */
export function deletesDependents({ metadata }: Frozen<KubeObject>): boolean {
  return metadata.deletionTimestamp !== undefined && has(metadata.finalizers, foregroundFinalizer);
}

function planDeleted(read: Reader, graph: Graph, object: Frozen<KubeObject>): Step {
  const { finalizers, uid } = object.metadata;
  if (has(finalizers, orphanFinalizer))
    return { do: 'orphan', dependents: graph.dependentsOf(read, uid) };
  if (!has(finalizers, foregroundFinalizer)) return { do: 'nothing' };
  const isBlocked = graph
    .dependentsOf(read, uid)
    .some((dependent) =>
      dependent.object.metadata.ownerReferences?.some(
        (owner) => owner.uid === uid && owner.blockOwnerDeletion === true,
      ),
    );
  if (isBlocked) return { do: 'nothing' };
  return { do: 'remove-finalizer', finalizer: foregroundFinalizer };
}

interface Owners {
  /** True when one exists that is not waiting for its dependents. */
  readonly solid: boolean;
  readonly unknown: boolean;
  readonly absent: readonly string[];
  readonly waiting: readonly string[];
}

function classify(read: Reader, graph: Graph, object: Frozen<KubeObject>): Owners {
  const uids = (references: readonly Frozen<OwnerReference>[]): readonly string[] =>
    references.map(({ uid }) => uid);
  const owners = (object.metadata.ownerReferences ?? []).map((reference) => ({
    reference,
    owner: graph.ownerOf(read, object, reference),
  }));
  const those = (is: (owner: Item | 'absent' | 'unknown') => boolean) =>
    owners.filter(({ owner }) => is(owner)).map(({ reference }) => reference);
  const existing = (owner: Item | 'absent' | 'unknown'): owner is Item => typeof owner !== 'string';
  const waiting = those((owner) => existing(owner) && deletesDependents(owner.object));
  return {
    solid: those((owner) => existing(owner) && !deletesDependents(owner.object)).length > 0,
    unknown: those((owner) => owner === 'unknown').length > 0,
    absent: uids(those((owner) => owner === 'absent')),
    waiting: uids(waiting),
  };
}

/** What an earlier DELETE asked for is honoured. */
function propagationOf({ metadata }: Frozen<KubeObject>): Propagation {
  if (has(metadata.finalizers, orphanFinalizer)) return 'Orphan';
  return has(metadata.finalizers, foregroundFinalizer) ? 'Foreground' : 'Background';
}

function has(finalizers: readonly string[] | undefined, name: string): boolean {
  return finalizers?.includes(name) ?? false;
}
