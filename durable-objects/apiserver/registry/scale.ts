import { invalid, invalidError } from '../../apimachinery/field-error.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { type Scale, scale as scaleKind } from '../../apimachinery/requests.ts';
import type { ScaleMapping } from '../../apimachinery/resource.ts';
import { conflict, notFound } from '../../apimachinery/status-error.ts';
import { type Frozen, freeze, thaw } from '../../lib/json.ts';
import { keyOf, updateObject } from './update.ts';
import type { Target, WriteContext } from './write-context.ts';

/** `autoscaling/v1 Scale` of an object. Throws NotFound. */
export function getScale(
  context: Pick<WriteContext, 'tx'>,
  target: Target,
  mapping: ScaleMapping<KubeObject>,
): Frozen<Scale> {
  const existing = context.tx.get(target.resource, keyOf(target));
  if (!existing) throw notFound(target.resource, target.name);
  return scaleOf(existing, mapping);
}

export function scaleOf(
  object: Frozen<KubeObject>,
  mapping: ScaleMapping<KubeObject>,
): Frozen<Scale> {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const { replicas, statusReplicas, selector } = mapping.read(object);
  return freeze<Scale>({
    kind: scaleKind.kind,
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid,
      resourceVersion,
      creationTimestamp,
    },
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: statusReplicas, ...(selector === '' ? {} : { selector }) },
  });
}

/**
 * Writes the number of replicas. Follows pkg/registry/apps (scaleUpdatedObjectInfo): a
 * resourceVersion or UID in the Scale must be the object's.
 */
export function updateScale(
  context: WriteContext,
  target: Target,
  mapping: ScaleMapping<KubeObject>,
  change: (current: Frozen<Scale>) => Scale,
): Frozen<Scale> {
  const { object } = updateObject(context, { ...target, subresource: 'scale' }, (existing) => {
    if (!existing) throw notFound(target.resource, target.name);
    const scale = change(scaleOf(existing, mapping));
    const { uid, resourceVersion } = scale.metadata ?? {};
    const replicas = scale.spec?.replicas ?? 0;
    if (replicas < 0) {
      const text = 'must be greater than or equal to 0';
      throw invalid(scaleKind, target.name, [invalidError('spec.replicas', replicas, text)]);
    }
    if (uid && uid !== existing.metadata.uid) {
      const text = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${existing.metadata.uid}`;
      throw conflict(target.resource, target.name, text);
    }
    const draft = thaw<KubeObject>(existing);
    if (resourceVersion) draft.metadata.resourceVersion = resourceVersion;
    mapping.write(draft, replicas);
    return draft;
  });
  return scaleOf(object, mapping);
}
