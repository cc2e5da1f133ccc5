import { invalid } from '../../apimachinery/field-error.ts';
import type { ManagedFieldsEntries } from '../../apimachinery/managed-fields/managers.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import {
  alreadyExists,
  badRequest,
  qualified,
  StatusError,
} from '../../apimachinery/status-error.ts';
import { formatTime } from '../../lib/instant.ts';
import { type Frozen, freeze } from '../../lib/json.ts';
import { managedFieldsOfNew, setManagedFields } from './field-manager.ts';
import { objectMetaErrors } from './object-meta.ts';
import { removalsAt } from './removals.ts';
import {
  admissionAttributes,
  chargeAdmission,
  mutate,
  strategyContext,
  type Target,
  validateAdmission,
  type WriteContext,
} from './write-context.ts';

/** A generated name has room for its suffix (k8s.io/apiserver/pkg/storage/names). */
const maxGeneratedBase = 58;
const suffixLength = 5;

/** Objects of one prefix at one moment: far more than a cluster holds. */
const maxGenerated = 1_000_000;

/**
 * Creates an object from what was decoded; `draft` is the registry's to change. `managed`: who owns
 * its fields, when that has been found out (an apply). Follows
 * k8s.io/apiserver/pkg/registry/rest/create.go and generic/registry/store.go. Throws
 * StatusError: BadRequest, Invalid, Forbidden, AlreadyExists.
 */
export function createObject(
  context: WriteContext,
  place: Target,
  draft: KubeObject,
  managed?: ManagedFieldsEntries,
): Frozen<KubeObject> {
  const { resource, namespace } = place;
  const { strategy } = resource;
  draft.metadata ??= {} as KubeObject['metadata'];
  checkNamespace(draft, place);
  if (draft.metadata.resourceVersion && draft.metadata.resourceVersion !== '0') {
    throw new StatusError(500, '', 'resourceVersion should not be set on objects to be created');
  }
  const isGenerated = !draft.metadata.name && draft.metadata.generateName !== undefined;
  setSystemFields(context, place, draft);
  const target = { ...place, name: draft.metadata.name };
  const about = strategyContext(context, target);
  strategy.setDefaults(draft, about);
  const managedFields = managed ?? managedFieldsOfNew(context, target, draft);
  delete draft.metadata.managedFields;
  const attributes = admissionAttributes(context, target, 'CREATE');
  // Upstream generates the name after this step, so that its refusals name the prefix.
  const shownName = isGenerated ? (draft.metadata.generateName ?? '') : target.name;
  mutate(context, { ...attributes, name: shownName }, draft);
  strategy.prepareForCreate?.(draft, about);
  setManagedFields(draft, managedFields);
  const object = freeze(draft);
  const errors = [
    ...objectMetaErrors(resource, object),
    ...strategy.validate(object, about),
    ...(strategy.validateCreate?.(object, about) ?? []),
  ];
  if (errors.length > 0) throw invalid(resource, target.name, errors);
  context.warnings.push(...(strategy.warnings?.(object) ?? []));
  validateAdmission(context, attributes, object);
  const existing = context.tx.get(resource, { namespace, name: target.name });
  if (existing) throw existsError(target, existing);
  if (context.dryRun) return object;
  chargeAdmission(context, attributes, object);
  return context.tx.put(resource, object);
}

/** The object's own namespace must be the request's, or nothing. */
function checkNamespace(draft: KubeObject, { resource, namespace }: Target): void {
  const { metadata } = draft;
  if (!resource.namespaced) delete metadata.namespace;
  else if (!metadata.namespace) metadata.namespace = namespace;
  else if (metadata.namespace !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
}

function setSystemFields(context: WriteContext, place: Target, draft: KubeObject): void {
  const { metadata } = draft;
  metadata.creationTimestamp = formatTime(context.now);
  delete metadata.deletionTimestamp;
  delete metadata.deletionGracePeriodSeconds;
  delete metadata.selfLink;
  if (!metadata.name && metadata.generateName) {
    metadata.name = generateName(context, place, metadata.generateName);
  }
  metadata.name ??= '';
  const uniqueness = [String(context.now), String(removalsAt(context.tx, context.now))];
  metadata.uid = context
    .random('uid', qualified(place.resource), place.namespace, metadata.name, ...uniqueness)
    .uuid();
  // The store sets it; until then there is none, also in the answer to a dry run.
  delete (metadata as Partial<KubeObject['metadata']>).resourceVersion;
}

/**
 * A name of a keyed sequence that is free. Names that were given at this moment are the first of
 * the sequence, so the search doubles its step and then halves it: many objects of one prefix
 * are made in time that hardly grows with their number.
 */
function generateName(
  context: WriteContext,
  { resource, namespace }: Target,
  base: string,
): string {
  const { tx, now } = context;
  const place = [qualified(resource), namespace, base, String(now), String(removalsAt(tx, now))];
  const nameAt = (i: number): string => {
    const random = context.random('generateName', ...place, String(i));
    return base.slice(0, maxGeneratedBase) + random.suffix(suffixLength);
  };
  const isTaken = (i: number): boolean =>
    tx.get(resource, { namespace, name: nameAt(i) }) !== undefined;
  let taken = -1;
  let free = 0;
  for (; isTaken(free); free = 2 * free + 1) {
    if (free > maxGenerated) throw alreadyExists(resource, nameAt(free));
    taken = free;
  }
  while (free - taken > 1) {
    const middle = (taken + free) >> 1;
    if (isTaken(middle)) taken = middle;
    else free = middle;
  }
  return nameAt(free);
}

function existsError({ resource, name }: Target, existing: Frozen<KubeObject>): StatusError {
  const error = alreadyExists(resource, name);
  if (!existing.metadata.deletionTimestamp) return error;
  const { body } = error;
  return new StatusError(
    body.code,
    error.reason,
    `object is being deleted: ${body.message}`,
    body.details,
  );
}
