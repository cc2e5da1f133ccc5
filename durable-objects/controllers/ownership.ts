import type { KubeObject } from '../apimachinery/meta.ts';
import { controllerOf, controllerReference } from '../apimachinery/owner.ts';
import type { Resource } from '../apimachinery/resource.ts';
import type { World } from '../control/world.ts';
import { edit, type Frozen } from '../lib/json.ts';

/** What is to become of one object that a controller may manage. */
export type Claim = 'keep' | 'adopt' | 'release' | 'ignore';

/**
 * Decides by UID and selector. An owner that is being deleted neither adopts nor releases; an
 * object that is being deleted is not adopted (pkg/controller, ClaimObject).
 */
export function decideClaim(
  owner: Frozen<KubeObject>,
  object: Frozen<KubeObject>,
  matches: boolean,
): Claim {
  const manager = controllerOf(object);
  if (manager && manager.uid !== owner.metadata.uid) return 'ignore';
  const isOwnerGoing = owner.metadata.deletionTimestamp !== undefined;
  if (manager) {
    if (matches) return 'keep';
    return isOwnerGoing ? 'ignore' : 'release';
  }
  const isGoing = isOwnerGoing || object.metadata.deletionTimestamp !== undefined;
  return matches && !isGoing ? 'adopt' : 'ignore';
}

/**
 * Adopts and releases among `candidates`; returns what `owner` manages afterwards. What it manages
 * has the finalizer, if there is one to have.
 */
export function claimObjects<T extends KubeObject>(
  world: World,
  owner: Frozen<KubeObject>,
  resource: Resource<T>,
  candidates: readonly Frozen<NoInfer<T>>[],
  matches: (object: Frozen<NoInfer<T>>) => boolean,
  finalizer?: string,
): readonly Frozen<T>[] {
  const claimed: Frozen<T>[] = [];
  for (const object of candidates) {
    switch (decideClaim(owner, object, matches(object))) {
      case 'keep':
        claimed.push(object);
        break;
      case 'adopt':
        claimed.push(adopt(world, owner, resource, object, finalizer));
        break;
      case 'release':
        release(world, owner, resource, object, finalizer);
        break;
      case 'ignore':
        break;
    }
  }
  return claimed;
}

/** Makes `owner` the manager of an orphan. */
export function adopt<T extends KubeObject>(
  world: World,
  owner: Frozen<KubeObject>,
  resource: Resource<T>,
  object: Frozen<NoInfer<T>>,
  finalizer?: string,
): Frozen<T> {
  return world.client.update(
    resource,
    edit<T>(object, (draft) => {
      const others = (draft.metadata.ownerReferences ?? []).filter(
        (reference) => reference.uid !== owner.metadata.uid,
      );
      draft.metadata.ownerReferences = [...others, controllerReference(owner)];
      const held = draft.metadata.finalizers ?? [];
      if (finalizer !== undefined && !held.includes(finalizer))
        draft.metadata.finalizers = [...held, finalizer];
    }),
  );
}

function release<T extends KubeObject>(
  world: World,
  owner: Frozen<KubeObject>,
  resource: Resource<T>,
  object: Frozen<NoInfer<T>>,
  finalizer?: string,
): void {
  world.client.update(
    resource,
    edit<T>(object, (draft) => {
      const others = (draft.metadata.ownerReferences ?? []).filter(
        (reference) => reference.uid !== owner.metadata.uid,
      );
      if (others.length > 0) draft.metadata.ownerReferences = others;
      else delete draft.metadata.ownerReferences;
      const held = draft.metadata.finalizers?.filter((name) => name !== finalizer) ?? [];
      if (held.length > 0) draft.metadata.finalizers = held;
      else delete draft.metadata.finalizers;
    }),
  );
}
