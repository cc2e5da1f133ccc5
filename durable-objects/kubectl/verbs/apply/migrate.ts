import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { pathOf } from '../../cluster-client.ts';
import { dryRunOf } from '../../dry-run.ts';
import { StatusFailure } from '../../failure.ts';
import { lastApplied } from '../../last-applied.ts';
import type { Manifest } from '../../manifest.ts';
import { annotationOwners, migrationPatch } from '../../migrate-managers.ts';
import type { Call } from '../../verb.ts';
import { fieldValidation } from '../../while-doing.ts';

/** Whose applies take over the annotation of client-side apply. */
export const defaultManager = 'kubectl';
const annotationManager = 'kubectl-last-applied';

/** Conflicts of the migration that are tried again. */
const maxTries = 5;

/** How `manager` applies an object by the server. */
export type Apply = (object: JsonObject, manager: string) => JsonObject;

/**
 * Moves what client-side apply owned to the manager that has just applied by the server; what goes
 * wrong is warned of. Follows k8s.io/kubectl/pkg/cmd/apply migrateToSSAIfNecessary.
 */
export function migrate(
  call: Call,
  manifest: Manifest,
  applied: JsonObject,
  manager: string,
  apply: Apply,
): JsonObject {
  let object: JsonObject;
  try {
    object = keepAnnotation(manifest, applied, manager, apply);
  } catch (error) {
    warn(call, error, `failed to migrate ${lastApplied} for Server-Side Apply`);
    return applied;
  }
  const moved = moveFields(call, manifest, object, manager);
  if (!moved) return object;
  try {
    // What the file has dropped since goes now.
    return apply(manifest.object, manager);
  } catch (error) {
    warn(
      call,
      error,
      'failed to re-apply configuration after performing Server-Side Apply migration',
    );
    return moved;
  }
}

/** Client-side apply's annotation gets an owner, so that it stays although no file has it. */
function keepAnnotation(
  manifest: Manifest,
  object: JsonObject,
  manager: string,
  apply: Apply,
): JsonObject {
  const { name, namespace, annotations } = metadataOf(object);
  const text = isObject(annotations) ? annotations[lastApplied] : undefined;
  const isKept = annotationOwners(object, 'Apply').length > 0;
  if (manager !== defaultManager || text === undefined || isKept) return object;
  const { apiVersion, kind } = manifest.object;
  const place = namespace === undefined ? { name } : { name, namespace };
  const metadata = { ...place, annotations: { [lastApplied]: text } };
  return apply({ apiVersion, kind, metadata }, annotationManager);
}

/** Undefined when there was nothing to move, or when the server refused it. */
function moveFields(
  call: Call,
  { resource, namespace, name }: Manifest,
  applied: JsonObject,
  manager: string,
): JsonObject | undefined {
  const { cluster, args } = call;
  const from = annotationOwners(applied, 'Update');
  const query = {
    ...dryRunOf(args).query,
    fieldManager: manager,
    fieldValidation: fieldValidation(call),
  };
  let object = applied;
  for (let tries = 1; ; tries += 1) {
    const patch = migrationPatch(object, from, manager);
    if (!patch) return undefined;
    try {
      return cluster.patch(pathOf(resource, namespace, name), 'json', patch as Json, query);
    } catch (error) {
      const isConflict = error instanceof StatusFailure && error.reason === 'Conflict';
      if (!isConflict || tries === maxTries) {
        warn(call, error, 'server rejected managed fields migration to Server-Side Apply');
        return undefined;
      }
      object = cluster.get(resource, namespace, name);
    }
  }
}

function warn(call: Call, error: unknown, what: string): void {
  if (!(error instanceof StatusFailure)) throw error;
  call.err(
    `Warning: ${what}. This is non-fatal and will be retried next time you apply. Error: ${error.message}\n`,
  );
}

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) ? metadata : {};
}
