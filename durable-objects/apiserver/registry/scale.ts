import { invalid, invalidError } from '../../apimachinery/field-error.ts';
import type { Managed, ManagedFieldsEntries } from '../../apimachinery/managed-fields/managers.ts';
import { managersAfterUpdate } from '../../apimachinery/managed-fields/updater.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { type Scale, scale as scaleKind } from '../../apimachinery/requests.ts';
import type { ScaleMapping } from '../../apimachinery/resource.ts';
import { conflict, notFound } from '../../apimachinery/status-error.ts';
import { type Frozen, freeze, type JsonObject, thaw } from '../../lib/json.ts';
import { decodedOf, entriesOf, selfOf } from './field-manager.ts';
import { managersFromScale, managersOfScale, scaleScope } from './scale-managers.ts';
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

/** What becomes of a Scale: its new value, and who owns its fields when that has been found out. */
export interface ScaleChange {
  readonly scale: Scale;
  readonly managed?: readonly Managed[];
}

/**
 * Writes the number of replicas. Follows pkg/registry/apps (scaleUpdatedObjectInfo): a
 * resourceVersion or UID in the Scale must be the object's.
 */
export function updateScale(
  context: WriteContext,
  place: Target,
  mapping: ScaleMapping<KubeObject>,
  change: (current: Frozen<Scale>, managed: readonly Managed[]) => ScaleChange,
): Frozen<Scale> {
  const target = { ...place, subresource: 'scale' };
  let entries: ManagedFieldsEntries | undefined;
  const changed = (existing: Frozen<KubeObject> | undefined): KubeObject => {
    if (!existing) throw notFound(target.resource, target.name);
    const managed = decodedOf(existing.metadata.managedFields);
    const before = managersOfScale(mapping, managed);
    const current = scaleOf(existing, mapping);
    const { scale, managed: after } = change(current, before);
    checkScale(target, scale, existing);
    const own = after ?? managersAfterScaling(context, target, current, scale, before);
    entries = entriesOf(managersFromScale(target.resource, mapping, managed, own));
    const draft = thaw<KubeObject>(existing);
    const { resourceVersion } = scale.metadata ?? {};
    if (resourceVersion) draft.metadata.resourceVersion = resourceVersion;
    mapping.write(draft, scale.spec?.replicas ?? 0);
    return draft;
  };
  const { object } = updateObject(context, target, changed, { managed: () => entries });
  return scaleOf(object, mapping);
}

/** Throws Invalid, Conflict. */
function checkScale(target: Target, scale: Scale, existing: Frozen<KubeObject>): void {
  const { uid } = scale.metadata ?? {};
  const replicas = scale.spec?.replicas ?? 0;
  if (replicas < 0) {
    const text = 'must be greater than or equal to 0';
    throw invalid(scaleKind, target.name, [invalidError('spec.replicas', replicas, text)]);
  }
  if (uid && uid !== existing.metadata.uid) {
    const text = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${existing.metadata.uid}`;
    throw conflict(target.resource, target.name, text);
  }
}

/** Replicas that nobody owns stay nobody's, as long as they are not applied. */
function managersAfterScaling(
  context: WriteContext,
  target: Target,
  before: Frozen<Scale>,
  after: Scale,
  managed: readonly Managed[],
): readonly Managed[] {
  if (managed.length === 0) return managed;
  const self = selfOf(context, { ...target, apiVersion: scaleScope.apiVersion }, 'Update');
  const [live, next] = [before as unknown as JsonObject, after as unknown as JsonObject];
  const { schema } = scaleKind;
  return managersAfterUpdate(scaleScope, schema, live, next, managed, self) ?? managed;
}
