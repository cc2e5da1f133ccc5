import type { Resource } from '../../../apimachinery/resource.ts';
import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
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

const causeAnnotation = 'kubernetes.io/change-cause';

/** The type of what keeps the revisions, by kind. */
const keepers: { readonly [kind: string]: string | undefined } = {
  Deployment: 'replicasets',
  StatefulSet: 'controllerrevisions',
  DaemonSet: 'controllerrevisions',
};

/** Workloads that upstream knows beside these. */
const others = ['Job', 'Pod', 'ReplicaSet', 'ReplicationController', 'CronJob'];

/** Throws KubectlError for a kind without revisions; `what` is `history viewer` or `rollbacker`. */
export function requireRevisions({ kind, group }: Resource, what: string): void {
  if (keepers[kind] !== undefined) return;
  const title = JSON.stringify(group === '' ? kind : `${kind}.${group}`);
  if (others.includes(kind)) throw new KubectlError(`no ${what} has been implemented for ${title}`);
  const subject = what === 'rollbacker' ? what : 'history';
  throw new KubectlError(
    `error retrieving ${subject} for ${title}, no visitor method exists for {${group} ${kind}}`,
  );
}

/** What a workload remembers of its templates, oldest first. */
export function revisionsOf(call: Call, { object, namespace }: Selected): readonly Revision[] {
  const { kinds, cluster } = call;
  const { uid } = metadataOf(object);
  return cluster
    .list(kinds.require(keepers[String(object.kind)] ?? ''), namespace)
    .items.filter((item) => isOwnedBy(item, uid))
    .map((item) => ({
      number: numberOf(item),
      cause: String(annotationsOf(item)[causeAnnotation] ?? ''),
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

/** A workload as it was at a revision. */
export function workloadAt(workload: JsonObject, { object }: Revision): JsonObject {
  const spec = isObject(workload.spec) ? workload.spec : {};
  return { ...workload, spec: { ...spec, template: templateAt(object) } };
}

/** The template that a ReplicaSet or ControllerRevision keeps. */
function templateAt(keeper: JsonObject): JsonObject {
  const { spec } = keeper.kind === 'ControllerRevision' ? dataOf(keeper) : keeper;
  const kept = isObject(spec) && isObject(spec.template) ? spec.template : {};
  const { $patch: _directive, ...template } = kept;
  return template;
}

function dataOf({ data }: JsonObject): JsonObject {
  return isObject(data) ? data : {};
}

/** A revision's template as `kubectl rollout` tells it. */
export function revisionText({ resource, object }: Selected, revision: Revision): string {
  const workload = workloadAt(object, revision);
  return resource.describeTemplate?.(workload as never) ?? '';
}

/** The same with the cause of its change. */
export function causedRevision(revision: Revision): Revision {
  const { object, cause } = revision;
  if (cause === '' || object.kind !== 'ReplicaSet') return revision;
  const template = templateAt(object);
  const metadata = metadataOf(template);
  const annotations = { ...annotationsOf(template), [causeAnnotation]: cause };
  const spec = { template: { ...template, metadata: { ...metadata, annotations } } };
  return { ...revision, object: { ...object, spec } };
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
