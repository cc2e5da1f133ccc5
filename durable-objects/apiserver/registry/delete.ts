import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import { conflict, notFound } from '../../apimachinery/status-error.ts';
import { formatTime, type Instant, parseTime, second } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import type { DeleteOptions } from './delete-options.ts';
import { foregroundFinalizer, orphanFinalizer } from './object-meta.ts';
import { countRemoval } from './removals.ts';
import { keyOf } from './update.ts';
import {
  admissionAttributes,
  mutate,
  type Target,
  validateAdmission,
  type WriteContext,
} from './write-context.ts';

/** What a DELETE is answered with. */
export interface Deleted {
  /** The object's last or present state. */
  readonly object: Frozen<KubeObject>;
  /** False: it stays until its finalizers or its grace period are over. */
  readonly removed: boolean;
  /** The object itself is the answer; otherwise a Status that names it. */
  readonly answerWithObject: boolean;
}

/**
 * Deletes an object or marks it as being deleted. Follows generic/registry/store.go Delete and
 * rest/delete.go BeforeDelete. Throws NotFound, Conflict (preconditions), Forbidden.
 */
export function deleteObject(
  context: WriteContext,
  target: Target,
  options: DeleteOptions,
): Deleted {
  const { resource, name } = target;
  const existing = context.tx.get(resource, keyOf(target));
  if (!existing) throw notFound(resource, name);
  const attributes = admissionAttributes(context, target, 'DELETE', existing);
  mutate(context, attributes, undefined);
  checkPreconditions(resource, existing, options);
  validateAdmission(context, attributes, undefined);
  warn(context, resource, options);
  const grace = gracefulDeletion(resource, existing, options, context.now);
  if (grace === 'pending') {
    return { object: existing, removed: false, answerWithObject: resource.returnsDeleted };
  }
  const marked = edit<KubeObject>(existing, (draft) => {
    setFinalizers(draft, existing, resource, options);
    if (grace) {
      draft.metadata.deletionTimestamp = grace.deletionTimestamp;
      draft.metadata.deletionGracePeriodSeconds = grace.seconds;
      raiseGeneration(draft, existing);
    }
  });
  const stays = (marked.metadata.finalizers ?? []).length > 0 || holds(resource, marked);
  if (stays || (grace && grace.seconds > 0)) {
    const waiting = stays && !grace ? markAsDeleting(marked, resource, context.now) : marked;
    return { object: put(context, resource, waiting), removed: false, answerWithObject: true };
  }
  // Upstream stores the mark first, which watchers see.
  const last = grace ? put(context, resource, marked) : marked;
  return {
    object: remove(context, target, last),
    removed: true,
    answerWithObject: resource.returnsDeleted,
  };
}

/** Once, however many objects a request deletes. */
function warn({ warnings }: WriteContext, { strategy }: Resource, options: DeleteOptions): void {
  const { propagationPolicy, orphanDependents } = options;
  const { deleteWarning: text } = strategy;
  const isSaid = propagationPolicy !== undefined || orphanDependents !== undefined;
  if (text !== undefined && !isSaid && !warnings.includes(text)) warnings.push(text);
}

function put(
  { tx, dryRun }: WriteContext,
  resource: Resource,
  object: Frozen<KubeObject>,
): Frozen<KubeObject> {
  const key = { namespace: object.metadata.namespace ?? '', name: object.metadata.name };
  return dryRun || tx.get(resource, key) === object ? object : tx.put(resource, object);
}

function remove(
  { tx, dryRun, now }: WriteContext,
  target: Target,
  last: Frozen<KubeObject>,
): Frozen<KubeObject> {
  if (dryRun) return last;
  countRemoval(tx, now);
  return tx.remove(target.resource, keyOf(target)) ?? last;
}

function checkPreconditions(
  resource: Resource,
  { metadata }: Frozen<KubeObject>,
  { preconditions }: DeleteOptions,
): void {
  const subject = { group: resource.group, plural: resource.kind };
  const { uid, resourceVersion } = preconditions ?? {};
  if (uid !== undefined && uid !== metadata.uid) {
    const text = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    throw conflict(subject, metadata.name, text);
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const text = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
    throw conflict(subject, metadata.name, text);
  }
}

interface Grace {
  readonly seconds: number;
  readonly deletionTimestamp: string;
}

/** Undefined: the kind knows no grace. Pending: a deletion is under way that is not shortened. */
function gracefulDeletion(
  resource: Resource,
  existing: Frozen<KubeObject>,
  options: DeleteOptions,
  now: Instant,
): Grace | 'pending' | undefined {
  const { strategy } = resource;
  const asked = options.gracePeriodSeconds;
  const wanted = asked !== undefined && asked < 0 ? 1 : asked;
  if (!strategy.graceSeconds) return undefined;
  const { deletionTimestamp, deletionGracePeriodSeconds: before } = existing.metadata;
  if (deletionTimestamp !== undefined) {
    if (before === undefined || before === 0) return undefined;
    if (wanted === undefined || wanted >= before) return 'pending';
    const end = parseTime(deletionTimestamp) ?? now;
    return { seconds: wanted, deletionTimestamp: formatTime(end - (before - wanted) * second) };
  }
  const seconds = strategy.graceSeconds(existing, wanted);
  if (seconds === undefined) return undefined;
  return { seconds, deletionTimestamp: formatTime(now + seconds * second) };
}

/** What the garbage collector is to do first, as two finalizers that exclude each other. */
function setFinalizers(
  draft: KubeObject,
  existing: Frozen<KubeObject>,
  { strategy }: Resource,
  options: DeleteOptions,
): void {
  const before = existing.metadata.finalizers ?? [];
  const policy = propagation(options) ?? presentPolicy(before) ?? strategy.defaultPropagation;
  const finalizers = before.filter(
    (finalizer) => finalizer !== orphanFinalizer && finalizer !== foregroundFinalizer,
  );
  if (policy === 'Orphan') finalizers.push(orphanFinalizer);
  if (policy === 'Foreground') finalizers.push(foregroundFinalizer);
  if (finalizers.length > 0) draft.metadata.finalizers = finalizers;
  else delete draft.metadata.finalizers;
}

function propagation({ orphanDependents, propagationPolicy }: DeleteOptions): string | undefined {
  if (orphanDependents !== undefined) return orphanDependents ? 'Orphan' : 'Background';
  return propagationPolicy;
}

function presentPolicy(finalizers: readonly string[]): string | undefined {
  if (finalizers.includes(orphanFinalizer)) return 'Orphan';
  return finalizers.includes(foregroundFinalizer) ? 'Foreground' : undefined;
}

/** An object without grace that has finalizers waits for them from now on. */
function markAsDeleting(
  object: Frozen<KubeObject>,
  { strategy }: Resource,
  now: Instant,
): Frozen<KubeObject> {
  return edit<KubeObject>(object, (draft) => {
    raiseGeneration(draft, object);
    const before = parseTime(object.metadata.deletionTimestamp ?? '');
    if (before === undefined || before > now) draft.metadata.deletionTimestamp = formatTime(now);
    draft.metadata.deletionGracePeriodSeconds = 0;
    strategy.prepareForDelete?.(draft);
  });
}

/** The first mark of deletion is a new generation, where the kind counts them. */
function raiseGeneration(draft: KubeObject, { metadata }: Frozen<KubeObject>): void {
  if (metadata.deletionTimestamp === undefined && (metadata.generation ?? 0) > 0) {
    draft.metadata.generation = (metadata.generation ?? 0) + 1;
  }
}

function holds({ strategy }: Resource, object: Frozen<KubeObject>): boolean {
  return strategy.holdsDeletion?.(object) ?? false;
}
