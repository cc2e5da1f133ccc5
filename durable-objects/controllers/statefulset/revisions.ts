import type { ControllerRevision, PodTemplateSpec, StatefulSet } from '../../api/index.ts';
import type { Manifest } from '../../apimachinery/meta.ts';
import { controllerReference } from '../../apimachinery/owner.ts';
import { fnv1 } from '../../lib/fnv.ts';
import { canonical, deepEqual, type Frozen, isObject, type Json } from '../../lib/json.ts';
import { encodeUtf8 } from '../../lib/utf8.ts';
import { revisionData } from '../revision-data.ts';
import { safeEncode } from '../template-hash.ts';

type Revision = Frozen<ControllerRevision>;

/** The label in which a ControllerRevision carries its hash. */
export const hashLabel = 'controller.kubernetes.io/hash';

/** A prefix of this length leaves room for the hash in a name of 253 characters. */
const maxNamePrefix = 223;

/** What is to be done so that the newest revision is the set's template. */
export type RevisionStep =
  | { readonly do: 'use'; readonly revision: Revision }
  /** An older revision has the same template: it becomes the newest again, under its old name. */
  | { readonly do: 'renumber'; readonly revision: Revision; readonly number: number }
  | { readonly do: 'create'; readonly number: number };

/** Decides among revisions the newest last. */
export function decideRevision(revisions: readonly Revision[], data: Json): RevisionStep {
  const newest = revisions.at(-1);
  const number = (newest?.revision ?? 0) + 1;
  const equal = revisions.findLast((revision) => deepEqual(revision.data, data));
  if (!equal) return { do: 'create', number };
  return equal === newest
    ? { do: 'use', revision: newest }
    : { do: 'renumber', revision: equal, number };
}

/**
 * Revisions beyond `limit` that nothing uses, the oldest first. A negative limit keeps all. In use
 * are those named in `live`: the current and the update revision, and each pod's.
 */
export function obsoleteRevisions(
  revisions: readonly Revision[],
  live: ReadonlySet<string>,
  limit: number,
): readonly Revision[] {
  if (limit < 0) return [];
  const history = revisions.filter((revision) => !live.has(revision.metadata.name));
  return history.slice(0, Math.max(0, history.length - limit));
}

/** The template that a revision holds. */
export function templateOf(revision: Revision): Frozen<PodTemplateSpec> {
  const spec = isObject(revision.data) ? revision.data.spec : undefined;
  const template = isObject(spec) && isObject(spec.template) ? spec.template : {};
  const { $patch, ...rest } = template;
  // The data was written by `revisionData`, out of a template that had been decoded.
  return rest as unknown as Frozen<PodTemplateSpec>;
}

/** A revision of the set's template; `collisions` is part of its name. */
export function newRevision(
  set: Frozen<StatefulSet>,
  number: number,
  collisions: number,
): Manifest<ControllerRevision> {
  const data = revisionData(set);
  const hash = hashOf(data, collisions);
  return {
    metadata: {
      name: revisionName(set, hash),
      namespace: set.metadata.namespace ?? '',
      labels: { ...set.spec.template.metadata.labels, [hashLabel]: hash },
      annotations: { ...set.metadata.annotations },
      ownerReferences: [controllerReference(set)],
    },
    data,
    revision: number,
  };
}

/** `web-6949bfdf68` */
export function revisionName(set: Frozen<StatefulSet>, hash: string): string {
  return `${set.metadata.name.slice(0, maxNamePrefix)}-${hash}`;
}

/** Equal data gives equal hashes, byte for byte those of a real cluster (pkg/controller/history). */
export function hashOf(data: Json, collisions: number): string {
  // Go's encoder escapes what could be read as HTML, and two line separators.
  const text = canonical(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return safeEncode(String(fnv1(encodeUtf8(text + collisions))));
}
