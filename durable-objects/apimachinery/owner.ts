import type { Frozen } from '../lib/json.ts';
import type { KubeObject, OwnerReference } from './meta.ts';

/** The reference that says who manages an object, if anybody does. */
export function controllerOf(object: Frozen<KubeObject>): Frozen<OwnerReference> | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller === true);
}

/** True when `owner` is the managing owner of `object`, by UID. */
export function isControlledBy(object: Frozen<KubeObject>, owner: Frozen<KubeObject>): boolean {
  return controllerOf(object)?.uid === owner.metadata.uid;
}

/** A reference by which `owner` manages what it makes. */
export function controllerReference(owner: Frozen<KubeObject>): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}
