/** What a cluster belongs to. */
export type ClusterPlace =
  | {
      readonly classId: string;
      readonly assignmentId: string;
      readonly personId: string;
      /** 1, 2, ... */
      readonly number: number;
    }
  | { readonly sandbox: string };

/**
 * The tenancy rule: the name of the Durable Object that a cluster lives in. Two places never give
 * the same name, since ids hold no `/`; nothing else in the worker makes such a name.
 */
export function clusterObjectName(place: ClusterPlace): string {
  if ('sandbox' in place) return path('sandbox', place.sandbox);
  return path('attempt', place.classId, place.assignmentId, place.personId, String(place.number));
}

/** What decides a cluster's randomness: the same learner's same try always gets the same. */
export function clusterSeed(place: ClusterPlace): string {
  return clusterObjectName(place);
}

function path(...parts: readonly string[]): string {
  for (const part of parts)
    if (!/^[0-9a-z-]+$/.test(part)) throw new Error(`not an id: ${JSON.stringify(part)}`);
  return parts.join('/');
}
