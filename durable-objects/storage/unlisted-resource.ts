import type { KubeObject } from '../apimachinery/meta.ts';
import { defineResource, type Resource } from '../apimachinery/resource.ts';
import { type ObjectSchema, object } from '../apimachinery/schema.ts';

/**
 * A handle for objects whose kind isn't in the store's list: an object defines it, or did. It says
 * where they are kept and what they call themselves; rules are with whoever serves the kind.
 */
export function unlistedResource(
  type: string,
  { apiVersion, kind, metadata }: KubeObject,
): Resource {
  const dot = type.indexOf('.');
  const group = type.slice(dot + 1);
  return defineResource<KubeObject>({
    group,
    version: apiVersion.slice(apiVersion.indexOf('/') + 1),
    kind,
    plural: type.slice(0, dot),
    namespaced: metadata.namespace !== undefined,
    schema: object(`${group}.${kind}`, {}) as ObjectSchema as ObjectSchema<KubeObject>,
    strategy: { setDefaults() {}, validate: () => [], validateUpdate: () => [] },
    table: { columns: [], cells: () => [] },
  });
}
