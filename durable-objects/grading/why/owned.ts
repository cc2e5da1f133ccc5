import { type Pod, pods, replicaSets } from '../../api/index.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';

/** The pods that an object owns, itself or by its ReplicaSets; sorted by name. */
export function ownedBy(read: Reader, owner: Frozen<KubeObject>): readonly Frozen<Pod>[] {
  const { namespace = '', uid } = owner.metadata;
  const owners = new Set([uid]);
  for (const set of read.list(replicaSets, namespace)) {
    if (isOwned(set, uid)) owners.add(set.metadata.uid);
  }
  return read
    .list(pods, namespace)
    .filter((pod) => pod.metadata.ownerReferences?.some((reference) => owners.has(reference.uid)));
}

function isOwned(object: Frozen<KubeObject>, uid: string): boolean {
  return object.metadata.ownerReferences?.some((reference) => reference.uid === uid) ?? false;
}
