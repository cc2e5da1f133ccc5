import { type Frozen, freeze } from '../lib/json.ts';
import type { KubeObject } from './meta.ts';
import { apiVersionOf, type OfObject, type Resource } from './resource.ts';
import type { ObjectSchema } from './schema.ts';

/**
 * Another group or version under which a kind is served: `autoscaling/v1` beside `v2`. Paths,
 * discovery, OpenAPI, lists, watches and patches follow from it; the store keeps one form, and all
 * rules and columns are that form's. Both conversions take and give whole objects but for
 * apiVersion, which is set by the machinery; what the other form has no field for is lost, so
 * they keep it in annotations where upstream does (a patch of this form reads it back).
 */
export interface Version<T extends KubeObject = KubeObject, S extends KubeObject = KubeObject> {
  readonly group: string;
  readonly version: string;
  readonly schema: ObjectSchema<T>;
  /** Field selectors of this form; absent: those of the stored one, by the same names. */
  readonly selectable?: { readonly [field: string]: OfObject<T, string> };
  /** Throws StatusError for what the stored form can't say. */
  readonly toStored: (object: T) => S;
  readonly fromStored: (object: Frozen<S>) => T;
}

/** What a served version knows of the form that the store keeps. */
export interface StoredAs {
  readonly resource: Resource;
  readonly toStored: (object: KubeObject) => KubeObject;
  readonly fromStored: (object: Frozen<KubeObject>) => KubeObject;
}

/** Names another form of a kind, for `versions` of its `defineResource<S>`. */
export function defineVersion<T extends KubeObject, S extends KubeObject>(
  parts: Version<T, S>,
): Version {
  // A list of versions calls each with objects of its own forms only.
  return parts as unknown as Version;
}

const served = new WeakMap<readonly Resource[], readonly Resource[]>();

/** Every resource with its other versions after it; the same list for the same argument. */
export function servedResources(resources: readonly Resource[]): readonly Resource[] {
  const known =
    served.get(resources) ??
    resources.flatMap((one) => [one, ...otherVersions(one), ...(one.siblings ?? [])]);
  served.set(resources, known);
  return known;
}

function otherVersions(resource: Resource): readonly Resource[] {
  return (resource.versions ?? []).map(({ toStored, fromStored, ...own }) => ({
    ...resource,
    ...own,
    versions: [],
    storedAs: { resource, toStored, fromStored },
  }));
}

/** The handle under which the store keeps what is served as `resource`. */
export function storedResource(resource: Resource): Resource {
  return resource.storedAs?.resource ?? resource;
}

/** An object of a served version in the store's form; the argument is given away. */
export function toStored(resource: Resource, object: KubeObject): KubeObject {
  const { storedAs } = resource;
  if (!storedAs) return object;
  return { ...storedAs.toStored(object), apiVersion: apiVersionOf(storedAs.resource) };
}

/** A stored object in the form of a served version. */
export function fromStored(
  resource: Pick<Resource, 'group' | 'version' | 'storedAs' | 'asServed'>,
  object: Frozen<KubeObject>,
): Frozen<KubeObject> {
  const { storedAs, asServed } = resource;
  if (!storedAs) return asServed ? asServed(object) : object;
  return freeze({ ...storedAs.fromStored(object), apiVersion: apiVersionOf(resource) });
}

/** Kubernetes' order of versions: stable before beta before alpha, higher ones first. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [rank(a), rank(b)];
  for (let i = 0; i < first.length; i += 1) {
    const difference = (second[i] ?? 0) - (first[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : Number(a > b);
}

/** `[stability, major, minor]`; names of no such form come last (version.CompareKubeAware...). */
function rank(version: string): readonly number[] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) return [0, 0, 0];
  const stability = match[2] === undefined ? 3 : match[2] === 'beta' ? 2 : 1;
  return [stability, Number(match[1]), Number(match[3] ?? 0)];
}
