import type { ControllerRevision, PodTemplateSpec } from '../api/index.ts';
import { canonical, type Frozen, type Json } from '../lib/json.ts';

type Revision = Frozen<ControllerRevision>;

/** What has a history of templates. */
type Templated = { readonly spec: { readonly template: Frozen<PodTemplateSpec> } };

/** Oldest first: by number, then by creation, then by name. */
export function sortRevisions(revisions: readonly Revision[]): Revision[] {
  const order = (revision: Revision): string =>
    `${revision.metadata.creationTimestamp} ${revision.metadata.name}`;
  return [...revisions].sort((a, b) => a.revision - b.revision || (order(a) < order(b) ? -1 : 1));
}

/**
 * A strategic merge patch that restores the set's template: only the template has a history. Its
 * fields are in the alphabet's order, byte for byte what clients make to compare it with.
 */
export function revisionData(set: Templated): Json {
  const data = { spec: { template: { ...set.spec.template, $patch: 'replace' } } };
  return JSON.parse(canonical(data)) as Json;
}
