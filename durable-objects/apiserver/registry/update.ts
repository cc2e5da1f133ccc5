import { type FieldError, invalid, invalidError } from '../../apimachinery/field-error.ts';
import type { ManagedFieldsEntries } from '../../apimachinery/managed-fields/managers.ts';
import type { Key, KubeObject } from '../../apimachinery/meta.ts';
import type { RequestContext } from '../../apimachinery/resource.ts';
import { conflict, notFound, type ResourceName } from '../../apimachinery/status-error.ts';
import { fromStored } from '../../apimachinery/version.ts';
import { deepEqual, type Frozen, freeze, thaw } from '../../lib/json.ts';
import { createObject } from './create.ts';
import { managedFieldsOfChanged, setManagedFields } from './field-manager.ts';
import { objectMetaUpdateErrors } from './object-meta.ts';
import { countRemoval } from './removals.ts';
import {
  admissionAttributes,
  chargeAdmission,
  mutate,
  strategyContext,
  type Target,
  validateAdmission,
  type WriteContext,
} from './write-context.ts';

export const modifiedMessage =
  'the object has been modified; please apply your changes to the latest version and try again';

export interface UpdateOptions {
  /** A missing object is created: server-side apply. Otherwise the strategy says so. */
  readonly mayCreate?: boolean;
  /** Fails with Conflict unless the object has this UID. */
  readonly uid?: string;
  /** Who owns the object's fields afterwards; absent: whoever has changed them. */
  readonly managed?: () => ManagedFieldsEntries | undefined;
}

export interface Updated {
  readonly object: Frozen<KubeObject>;
  readonly created: boolean;
}

/**
 * Replaces an object by what `change` makes of it; the result is the registry's to change.
 * Writing what is there already is a no-op: no new resourceVersion, no event. Follows
 * generic/registry/store.go Update and rest/update.go. Throws NotFound, Conflict, Invalid ...
 */
export function updateObject(
  context: WriteContext,
  target: Target,
  change: (current: Frozen<KubeObject> | undefined) => KubeObject,
  options: UpdateOptions = {},
): Updated {
  const { resource } = target;
  const stored = context.tx.get(resource, keyOf(target));
  const existing = stored && fromStored(resource, stored);
  if (!existing) {
    const mayCreate = options.mayCreate || resource.strategy.allowCreateOnUpdate === true;
    if (!mayCreate || target.subresource !== '') throw notFound(resource, target.name);
    const draft = change(undefined);
    return { object: createObject(context, target, draft, options.managed?.()), created: true };
  }
  if (options.uid !== undefined && options.uid !== existing.metadata.uid) {
    throw uidConflict(resource, target, options.uid, existing.metadata.uid);
  }
  const draft = change(existing);
  draft.metadata ??= {} as KubeObject['metadata'];
  checkResourceVersion(target, draft, existing);
  const about = strategyContext(context, target);
  resource.strategy.setDefaults(draft, about);
  const managedFields = options.managed
    ? options.managed()
    : managedFieldsOfChanged(context, target, draft, existing);
  const attributes = admissionAttributes(context, target, 'UPDATE', existing);
  mutate(context, attributes, draft);
  prepare(target, draft, existing, about);
  restoreSystemFields(draft, existing);
  setManagedFields(draft, managedFields);
  if (isOnlyLater(draft, existing)) setManagedFields(draft, existing.metadata.managedFields);
  const object = freeze(draft);
  const errors = updateErrors(target, object, existing, about);
  if (errors.length > 0) throw invalid(resource, target.name, errors);
  if (target.subresource === '') {
    context.warnings.push(...(resource.strategy.warnings?.(object, existing) ?? []));
  }
  validateAdmission(context, attributes, object);
  return { object: store(context, target, object, existing), created: false };
}

function store(
  context: WriteContext,
  target: Target,
  object: Frozen<KubeObject>,
  existing: Frozen<KubeObject>,
): Frozen<KubeObject> {
  if (context.dryRun) return object;
  if (isFinallyDeleted(target, object, existing)) {
    countRemoval(context.tx, context.now);
    context.tx.remove(target.resource, keyOf(target));
    return object;
  }
  if (deepEqual(object, existing)) return existing;
  chargeAdmission(context, admissionAttributes(context, target, 'UPDATE', existing), object);
  return context.tx.put(target.resource, object);
}

/**
 * Nothing differs but the time at which somebody last wrote: then nothing was written
 * (handlers/fieldmanager/equality.go).
 */
function isOnlyLater(draft: KubeObject, existing: Frozen<KubeObject>): boolean {
  const [now, before] = [draft.metadata.managedFields, existing.metadata.managedFields];
  if (!now || !before || now === before || now.length !== before.length) return false;
  const isSame = now.every((entry, i) => {
    const { time: _now, ...mine } = entry;
    const { time: _before, ...other } = before[i] ?? {};
    return deepEqual(mine, other);
  });
  if (!isSame) return false;
  const bare = (object: object, metadata: object): object => {
    return { ...object, metadata: { ...metadata, managedFields: undefined } };
  };
  return deepEqual(bare(draft, draft.metadata), bare(existing, existing.metadata));
}

/** The last finalizer has gone from an object whose deletion waits for nothing else. */
function isFinallyDeleted(
  { resource }: Target,
  object: Frozen<KubeObject>,
  existing: Frozen<KubeObject>,
): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds } = existing.metadata;
  if (deletionTimestamp === undefined || (deletionGracePeriodSeconds ?? 0) > 0) return false;
  if ((object.metadata.finalizers ?? []).length > 0) return false;
  return !resource.strategy.holdsDeletion?.(object);
}

function checkResourceVersion(
  { resource, name }: Target,
  draft: KubeObject,
  existing: Frozen<KubeObject>,
): void {
  const { resourceVersion } = draft.metadata;
  if (resourceVersion && resourceVersion !== '0') {
    if (resourceVersion === existing.metadata.resourceVersion) return;
    throw conflict(resource, name, modifiedMessage);
  }
  if (resource.strategy.allowUnconditionalUpdate === false) {
    const error = invalidError('metadata.resourceVersion', 0, 'must be specified for an update');
    throw invalid({ group: resource.group, kind: resource.plural }, name, [error]);
  }
  draft.metadata.resourceVersion = existing.metadata.resourceVersion;
}

/** What a client may not change on this path is put back. */
function prepare(
  { resource: { strategy }, subresource }: Target,
  draft: KubeObject,
  existing: Frozen<KubeObject>,
  about: RequestContext,
): void {
  // The generation is the server's; strategies raise it.
  if (existing.metadata.generation === undefined) delete draft.metadata.generation;
  else draft.metadata.generation = existing.metadata.generation;
  if (subresource === 'status') {
    if (strategy.prepareForStatusUpdate) strategy.prepareForStatusUpdate(draft, existing, about);
    else restoreAllBut('status', draft, existing);
  } else if (subresource === 'approval') {
    strategy.prepareForApprovalUpdate?.(draft, existing, about);
  } else if (subresource === 'finalize') {
    if (strategy.prepareForFinalizeUpdate) strategy.prepareForFinalizeUpdate(draft, existing);
    else restoreAllBut('spec', draft, existing);
  } else strategy.prepareForUpdate?.(draft, existing, about);
}

function restoreAllBut(kept: string, draft: KubeObject, existing: Frozen<KubeObject>): void {
  // Stored parts go back as they are; only metadata is still written to before it is stored.
  const old: { readonly [field: string]: unknown } = {
    ...existing,
    metadata: thaw<KubeObject['metadata']>(existing.metadata),
  };
  const open = draft as unknown as { [field: string]: unknown };
  for (const field of new Set([...Object.keys(open), ...Object.keys(old)])) {
    if (field === kept) continue;
    if (old[field] === undefined) delete open[field];
    else open[field] = old[field];
  }
}

function restoreSystemFields(draft: KubeObject, { metadata: old }: Frozen<KubeObject>): void {
  const { metadata } = draft;
  metadata.name ||= old.name;
  if (old.namespace !== undefined) metadata.namespace ||= old.namespace;
  metadata.uid ||= old.uid;
  metadata.creationTimestamp = old.creationTimestamp;
  if (old.deletionTimestamp !== undefined) metadata.deletionTimestamp = old.deletionTimestamp;
  if (old.deletionGracePeriodSeconds !== undefined) {
    metadata.deletionGracePeriodSeconds ??= old.deletionGracePeriodSeconds;
  }
  delete metadata.selfLink;
}

function updateErrors(
  { resource: { strategy }, subresource }: Target,
  object: Frozen<KubeObject>,
  existing: Frozen<KubeObject>,
  about: RequestContext,
): readonly FieldError[] {
  const meta = objectMetaUpdateErrors(object, existing);
  if (subresource === 'status') {
    return [...meta, ...(strategy.validateStatusUpdate?.(object, existing) ?? [])];
  }
  if (subresource === 'approval') {
    return [...meta, ...(strategy.validateApprovalUpdate?.(object, existing) ?? [])];
  }
  if (subresource === 'finalize') return meta;
  return [
    ...meta,
    ...(strategy.updateIsWhole ? [] : strategy.validate(object, about)),
    ...strategy.validateUpdate(object, existing, about),
  ];
}

/** In the words of the storage layer (k8s.io/apiserver/pkg/storage/errors.go). */
function uidConflict(
  resource: ResourceName,
  { namespace, name }: Target,
  wanted: string,
  found: string,
): Error {
  const place = ['/registry', resource.plural, namespace, name].filter((part) => part !== '');
  const text = `Precondition failed: UID in precondition: ${wanted}, UID in object meta: ${found}`;
  const head = `StorageError: invalid object, Code: 4, Key: ${place.join('/')}, ResourceVersion: 0`;
  return conflict(resource, name, `${head}, AdditionalErrorMsg: ${text}`);
}

export function keyOf({ namespace, name }: Pick<Target, 'namespace' | 'name'>): Key {
  return { namespace, name };
}
