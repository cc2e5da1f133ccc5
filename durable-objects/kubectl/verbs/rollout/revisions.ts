import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { nameOf } from '../../containers.ts';
import { KubectlError } from '../../failure.ts';
import type { Selected } from '../../selected.ts';
import type { Call } from '../../verb.ts';

/** One revision of a workload's template. */
export interface Revision {
  readonly number: number;
  readonly cause: string;
  /** The ReplicaSet or ControllerRevision that keeps it. */
  readonly object: JsonObject;
}

export const revisionAnnotation = 'deployment.kubernetes.io/revision';

/** The type of what keeps the revisions, by kind. */
const keepers: { readonly [kind: string]: string | undefined } = {
  Deployment: 'replicasets',
  StatefulSet: 'controllerrevisions',
  DaemonSet: 'controllerrevisions',
};

/** What a workload remembers of its templates, oldest first. Throws KubectlError. */
export function revisionsOf(call: Call, { object, namespace }: Selected): readonly Revision[] {
  const { kinds, cluster } = call;
  const type = keepers[String(object.kind)];
  if (type === undefined)
    throw new KubectlError(
      `no history viewer has been implemented for ${JSON.stringify(object.kind)}`,
    );
  const { uid } = metadataOf(object);
  return cluster
    .list(kinds.require(type), namespace)
    .items.filter((item) => isOwnedBy(item, uid))
    .map((item) => ({
      number: numberOf(item),
      cause: String(annotationsOf(item)['kubernetes.io/change-cause'] ?? '<none>'),
      object: item,
    }))
    .filter(({ number }) => number > 0)
    .sort((a, b) => a.number - b.number);
}

/**
 * The revision to go back to: the one asked for, or with 0 the one before the latest; `noneText`
 * says that there is none before.
 */
export function revisionFor(
  revisions: readonly Revision[],
  asked: number,
  noneText: string,
): Revision {
  if (asked === 0) {
    const before = revisions.at(-2);
    if (before) return before;
    throw new KubectlError(noneText);
  }
  const found = revisions.find(({ number }) => number === asked);
  if (found) return found;
  throw new KubectlError(`unable to find specified revision ${asked} in history`);
}

function numberOf(item: JsonObject): number {
  return Number(
    item.kind === 'ControllerRevision'
      ? item.revision
      : (annotationsOf(item)[revisionAnnotation] ?? 0),
  );
}

function isOwnedBy(item: JsonObject, uid: Json | undefined): boolean {
  const { ownerReferences } = metadataOf(item);
  return (
    Array.isArray(ownerReferences) &&
    ownerReferences.some(
      (owner: Json) => isObject(owner) && owner.uid === uid && owner.controller === true,
    )
  );
}

/** `metadata`. */
export function metadataOf({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) ? metadata : {};
}

/** `metadata.annotations`. */
export function annotationsOf(object: JsonObject): JsonObject {
  const { annotations } = metadataOf(object);
  return isObject(annotations) ? annotations : {};
}

/** `deployment "web"`. */
export function titleOf(object: JsonObject): string {
  return `${String(object.kind).toLowerCase()} "${nameOf(object)}"`;
}
