import type { ControllerRevision, PodTemplateSpec } from '../api/index.ts';
import type { Frozen, Json, JsonObject } from '../lib/json.ts';

type Revision = Frozen<ControllerRevision>;

/** What has a history of templates. */
type Templated = { readonly spec: { readonly template: Frozen<PodTemplateSpec> } };

/** Oldest first: by number, then by creation, then by name. */
export function sortRevisions(revisions: readonly Revision[]): Revision[] {
  const order = (revision: Revision): string =>
    `${revision.metadata.creationTimestamp} ${revision.metadata.name}`;
  return [...revisions].sort((a, b) => a.revision - b.revision || (order(a) < order(b) ? -1 : 1));
}

/** A strategic merge patch that restores the set's template: only the template has a history. */
export function revisionData(set: Templated): Json {
  return { spec: { template: { ...asJson(set.spec.template), $patch: 'replace' } } };
}

/** What was decoded is JSON, though its type does not say so. */
function asJson(template: Frozen<PodTemplateSpec>): JsonObject {
  return template as unknown as JsonObject;
}
