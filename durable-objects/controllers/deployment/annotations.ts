import type { Deployment, ReplicaSet } from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { maxReplicas } from './fenceposts.ts';

/** A ReplicaSet's place in the rollout history, and the Deployment's present place. */
export const revisionAnnotation = 'deployment.kubernetes.io/revision';
/** The places that a ReplicaSet had before it was rolled back to. */
const historyAnnotation = 'deployment.kubernetes.io/revision-history';
/** `spec.replicas` of the Deployment when the ReplicaSet was last scaled. */
const desiredAnnotation = 'deployment.kubernetes.io/desired-replicas';
/** The same with the surge: what proportional scaling reckons from. */
const maxAnnotation = 'deployment.kubernetes.io/max-replicas';

/** Characters that the history may have, so that annotations stay small. */
const maxHistoryLength = 2_000;

/** Not copied from the Deployment. */
const own: ReadonlySet<string> = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
  revisionAnnotation,
  historyAnnotation,
  desiredAnnotation,
  maxAnnotation,
]);

/** The revision that a ReplicaSet carries, 0 when it carries none: 64 bits, as upstream's. */
export function revisionOf(set: Frozen<ReplicaSet>): bigint {
  return parseRevision(set.metadata.annotations?.[revisionAnnotation]);
}

/** The greatest revision among ReplicaSets. */
export function maxRevision(sets: readonly Frozen<ReplicaSet>[]): bigint {
  return sets.map(revisionOf).reduce((most, one) => (one > most ? one : most), 0n);
}

/** The number of replicas for which a ReplicaSet was last scaled. */
export function desiredReplicas(set: Frozen<ReplicaSet>): number | undefined {
  return count(set, desiredAnnotation);
}

/** The same with the surge. */
export function annotatedMaxReplicas(set: Frozen<ReplicaSet>): number | undefined {
  return count(set, maxAnnotation);
}

/**
 * Copies the Deployment's annotations to its new ReplicaSet and gives it `revision`, if that is
 * higher than the one it has; the one it had goes into its history.
 */
export function annotateNew(
  deployment: Frozen<Deployment>,
  before: { readonly [name: string]: string } | undefined,
  revision: bigint,
): { [name: string]: string } {
  const annotations = { ...before };
  for (const [name, value] of Object.entries(deployment.metadata.annotations ?? {}))
    if (!own.has(name)) annotations[name] = value;
  const old = annotations[revisionAnnotation];
  if (parseRevision(old) >= revision) return annotations;
  annotations[revisionAnnotation] = String(revision);
  if (old !== undefined)
    annotations[historyAnnotation] = lengthen(annotations[historyAnnotation] ?? '', old);
  return annotations;
}

/** Notes for how many replicas a ReplicaSet is being scaled. */
export function annotateSize(
  deployment: Frozen<Deployment>,
  before: { readonly [name: string]: string } | undefined,
): { [name: string]: string } {
  return {
    ...before,
    [desiredAnnotation]: String(deployment.spec.replicas),
    [maxAnnotation]: String(maxReplicas(deployment)),
  };
}

function parseRevision(text: string | undefined): bigint {
  return text !== undefined && /^[+-]?\d+$/.test(text) ? BigInt(text) : 0n;
}

function lengthen(history: string, revision: string): string {
  const revisions = history === '' ? [] : history.split(',');
  while (revisions.join().length + 1 + revision.length > maxHistoryLength) revisions.shift();
  return [...revisions, revision].join();
}

function count(set: Frozen<ReplicaSet>, annotation: string): number | undefined {
  const text = set.metadata.annotations?.[annotation];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}
