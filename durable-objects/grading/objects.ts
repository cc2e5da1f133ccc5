import { allResources } from '../api/index.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import { apiVersionOf, type Resource } from '../apimachinery/resource.ts';
import { present } from '../lib/assert.ts';
import type { Frozen } from '../lib/json.ts';
import type { Reader } from '../storage/store.ts';
import { type Difference, differences } from './match.ts';
import type { PartialObject } from './schema.ts';

/** The namespace of what a lab or a manifest names without one. */
export const defaultNamespace = 'default';

/** An object by name, as labs write it. */
export interface Target {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Undefined for a kind that the cluster does not have. */
export function findResource(type: {
  readonly apiVersion: string;
  readonly kind: string;
}): Resource | undefined {
  return allResources.find(
    (resource) => resource.kind === type.kind && apiVersionOf(resource) === type.apiVersion,
  );
}

/** The same for what `loadLab` has checked. */
export function resourceOf(type: { readonly apiVersion: string; readonly kind: string }): Resource {
  return present(findResource(type), `${type.apiVersion} ${type.kind}`);
}

export function namespaceOf(pattern: PartialObject): string {
  const { namespaced } = resourceOf(pattern);
  return namespaced ? (pattern.metadata?.namespace ?? defaultNamespace) : '';
}

export function getObject(read: Reader, target: Target): Frozen<KubeObject> | undefined {
  const resource = resourceOf(target);
  const namespace = resource.namespaced ? target.namespace : '';
  return read.get(resource, { namespace, name: target.name });
}

/** The objects that a partial one may mean: one by its name, or all of its kind. */
export function candidates(read: Reader, pattern: PartialObject): readonly Frozen<KubeObject>[] {
  const resource = resourceOf(pattern);
  const namespace = namespaceOf(pattern);
  const name = pattern.metadata?.name;
  if (name === undefined) return read.list(resource, namespace);
  const found = read.get(resource, { namespace, name });
  return found ? [found] : [];
}

/** True when the partial object is about this one: kind, name and namespace. */
export function isAbout(pattern: PartialObject, object: Frozen<KubeObject>): boolean {
  const { metadata, kind, apiVersion } = object;
  if (pattern.kind !== kind || pattern.apiVersion !== apiVersion) return false;
  const name = pattern.metadata?.name;
  if (name !== undefined && name !== metadata.name) return false;
  return (metadata.namespace ?? '') === namespaceOf(pattern);
}

/** The candidate that comes nearest, and where it differs; undefined when there is none. */
export function nearest(
  read: Reader,
  pattern: PartialObject,
):
  | { readonly object: Frozen<KubeObject>; readonly differences: readonly Difference[] }
  | undefined {
  let best: ReturnType<typeof nearest>;
  for (const object of candidates(read, pattern)) {
    const found = differencesFrom(pattern, object);
    if (!best || found.length < best.differences.length) best = { object, differences: found };
  }
  return best;
}

/** Where the object differs, leaving aside which one it is. */
export function differencesFrom(
  pattern: PartialObject,
  object: Frozen<KubeObject>,
): readonly Difference[] {
  const { name: _, namespace: __, ...metadata } = pattern.metadata ?? {};
  return differences({ ...pattern, metadata }, object);
}

/** True when everything but the status is as it should be: it was asked for, and is under way. */
export function isAskedFor(found: readonly Difference[]): boolean {
  return found.every(({ path }) => path === 'status' || path.startsWith('status.'));
}
