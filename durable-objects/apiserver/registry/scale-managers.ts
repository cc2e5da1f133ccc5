import {
  difference,
  has,
  isEmptySet,
  leaf,
  pathSet,
} from '../../apimachinery/managed-fields/field-set.ts';
import type { Managed } from '../../apimachinery/managed-fields/managers.ts';
import type { Scope } from '../../apimachinery/managed-fields/updater.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { scale as scaleKind } from '../../apimachinery/requests.ts';
import { apiVersionOf, type Resource, type ScaleMapping } from '../../apimachinery/resource.ts';

/** Who owns the number of replicas, as the Scale of an object has it and as the object has it. */

const scaleVersion = apiVersionOf(scaleKind);
const replicasInScale = pathSet('f:spec', 'f:replicas');

export const scaleScope: Scope = {
  apiVersion: scaleVersion,
  reset: leaf,
  convert: (object, from, to) =>
    from === scaleVersion && to === scaleVersion ? { schema: scaleKind.schema, object } : undefined,
};

function replicasPath(mapping: ScaleMapping<KubeObject>): readonly string[] {
  return (mapping.replicasPath ?? ['spec', 'replicas']).map((name) => `f:${name}`);
}

/** The managers of a Scale (managedfields/scalehandler.go ToSubresource). */
export function managersOfScale(
  mapping: ScaleMapping<KubeObject>,
  managed: readonly Managed[],
): readonly Managed[] {
  const path = replicasPath(mapping);
  return managed
    .filter(({ fields }) => has(fields, path))
    .map((one) => ({ ...one, apiVersion: scaleVersion, fields: replicasInScale }));
}

/**
 * The managers of the object after its Scale was written: who owns the replicas no more loses them,
 * who has come to own them gets an entry, which upstream gives no time (ToParent).
 */
export function managersFromScale(
  resource: Resource,
  mapping: ScaleMapping<KubeObject>,
  managed: readonly Managed[],
  ofScale: readonly Managed[],
): readonly Managed[] {
  const path = replicasPath(mapping);
  const replicas = pathSet(...path);
  const owners = ofScale.filter(({ fields }) => has(fields, ['f:spec', 'f:replicas']));
  const isOwner = (one: Managed): boolean => owners.some((owner) => isSame(owner, one));
  const left = managed.flatMap((one): Managed[] => {
    if (!has(one.fields, path) || isOwner(one)) return [one];
    const fields = difference(one.fields, replicas);
    return isEmptySet(fields) ? [] : [{ ...one, fields }];
  });
  const own = managed.filter(({ fields }) => has(fields, path));
  const added = owners
    .filter((owner) => !own.some((one) => isSame(owner, one)))
    .map(({ manager, operation, subresource }): Managed => {
      const apiVersion = apiVersionOf(resource);
      return { manager, operation, apiVersion, subresource, fields: replicas };
    });
  return [...left, ...added];
}

function isSame(a: Managed, b: Managed): boolean {
  return a.manager === b.manager && a.operation === b.operation && a.subresource === b.subresource;
}
