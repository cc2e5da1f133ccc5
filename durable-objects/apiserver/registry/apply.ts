import { goJson } from '../../apimachinery/go-json.ts';
import { compareObjects } from '../../apimachinery/managed-fields/compare.ts';
import {
  difference,
  type FieldSet,
  isEmptySet,
  pathsOf,
} from '../../apimachinery/managed-fields/field-set.ts';
import { fieldsOf } from '../../apimachinery/managed-fields/fields-of.ts';
import {
  identityText,
  type Managed,
  showManager,
} from '../../apimachinery/managed-fields/managers.ts';
import {
  type Applied,
  applyConfiguration,
  type Conflict,
  managersAfterUpdate,
  type Scope,
  type Versioned,
} from '../../apimachinery/managed-fields/updater.ts';
import { typeErrors } from '../../apimachinery/managed-fields/validate.ts';
import { badRequest, StatusError } from '../../apimachinery/status-error.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { utf8Length } from '../../lib/utf8.ts';
import type { Self } from './field-manager.ts';
import { maxAnnotationBytes } from './object-meta.ts';

/** What an apply starts from. */
export interface ApplyTarget {
  readonly scope: Scope;
  /** `apps/v1, Kind=Deployment` in upstream's form. */
  readonly kind: string;
  /** The live object as clients see it, without managedFields; empty for a create. */
  readonly live: Versioned;
  readonly exists: boolean;
  readonly managed: readonly Managed[];
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';
/** Whose applies keep the annotation of client-side apply in step. */
const kubectl = 'kubectl';
const beforeFirstApply = 'before-first-apply';

/**
 * Server-side apply of a configuration: the merged object (the live one when nothing changes) and
 * who owns its fields. Follows k8s.io/apimachinery/pkg/util/managedfields. Throws BadRequest,
 * Conflict with every field, or an internal error for a configuration that doesn't fit the schema.
 */
export function apply(
  target: ApplyTarget,
  config: JsonObject,
  self: Self,
  force: boolean,
): { readonly object: JsonObject; readonly managed: readonly Managed[] } {
  checkConfiguration(target, config);
  const { live, exists } = target;
  const start = target.managed.length === 0 && exists ? untracked(target, self) : target.managed;
  const attempt = (isForced: boolean): Applied | { readonly conflicts: readonly Conflict[] } =>
    applyConfiguration(target.scope, live.schema, live.object, config, start, self, isForced);
  let done = attempt(force);
  if ('conflicts' in done) {
    const left =
      self.manager === kubectl ? beyondLastApplied(target, done.conflicts) : done.conflicts;
    if (left.length > 0) throw conflictError(left);
    done = attempt(true);
    if ('conflicts' in done) throw conflictError(done.conflicts);
  }
  const object = done.object ?? live.object;
  const isKept = self.manager === kubectl && annotationOf(object) !== '';
  return { object: isKept ? withLastApplied(object, config) : object, managed: done.managed };
}

function checkConfiguration({ live, kind }: ApplyTarget, config: JsonObject): void {
  const named = kindText(config);
  if (named !== kind) throw badRequest(`invalid object type: ${named}`);
  const metadata = isObject(config.metadata) ? config.metadata : {};
  if (Array.isArray(metadata.managedFields)) throw badRequest('metadata.managedFields must be nil');
  const errors = typeErrors(live.schema, config);
  if (errors === undefined) return;
  const place = `${textOf(metadata.namespace)}/${textOf(metadata.name)}`;
  const message = `failed to create typed patch object (${place}; ${kind}): ${errors}`;
  throw new StatusError(500, '', message);
}

/** `apps/v1, Kind=Deployment`; the core group is empty: `/v1, Kind=Pod`. */
export function kindText({ apiVersion, kind }: JsonObject): string {
  const version = textOf(apiVersion);
  return `${version.includes('/') ? version : `/${version}`}, Kind=${textOf(kind)}`;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** An object that nobody's fields were tracked of: they belong to nobody in particular. */
function untracked({ scope, live }: ApplyTarget, self: Self): readonly Managed[] {
  const manager: Self = { ...self, manager: beforeFirstApply, operation: 'Update' };
  return managersAfterUpdate(scope, live.schema, {}, live.object, [], manager) ?? [];
}

/** Conflicts but for those with what client-side apply wrote last and nobody changed since. */
function beyondLastApplied(
  { live, scope }: ApplyTarget,
  conflicts: readonly Conflict[],
): readonly Conflict[] {
  const allowed = lastAppliedFields(live, scope.apiVersion);
  if (!allowed) return conflicts;
  return conflicts
    .map(({ manager, fields }) => ({ manager, fields: difference(fields, allowed) }))
    .filter(({ fields }) => !isEmptySet(fields));
}

function lastAppliedFields(
  { schema, object }: Versioned,
  apiVersion: string,
): FieldSet | undefined {
  const last = parseObject(annotationOf(object));
  if (last?.apiVersion !== apiVersion || typeErrors(schema, last) !== undefined) return undefined;
  const fields = fieldsOf(schema, last);
  const changes = compareObjects(schema, last, object);
  if (!changes) return fields;
  const { added, modified, removed } = changes;
  return [modified, added, removed].reduce(difference, fields);
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function annotationsOf({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) && isObject(metadata.annotations) ? metadata.annotations : {};
}

function annotationOf(object: JsonObject): string {
  return textOf(annotationsOf(object)[lastApplied]);
}

function withLastApplied(object: JsonObject, config: JsonObject): JsonObject {
  const metadata = isObject(config.metadata) ? config.metadata : {};
  const { [lastApplied]: _old, ...own } = annotationsOf(config);
  const bare = metadata.annotations === undefined ? metadata : { ...metadata, annotations: own };
  const text = `${goJson({ ...config, metadata: bare })}\n`;
  const { [lastApplied]: _older, ...others } = annotationsOf(object);
  const all = { ...others, [lastApplied]: text };
  const bytes = Object.entries(all)
    .map(([key, value]) => utf8Length(key) + utf8Length(textOf(value)))
    .reduce((sum, length) => sum + length, 0);
  const annotations = bytes > maxAnnotationBytes ? others : all;
  return {
    ...object,
    metadata: { ...(isObject(object.metadata) ? object.metadata : {}), annotations },
  };
}

/** In upstream's words (managedfields/internal/conflict.go). */
function conflictError(conflicts: readonly Conflict[]): StatusError {
  const sorted = [...conflicts].sort((a, b) =>
    identityText(a.manager) < identityText(b.manager) ? -1 : 1,
  );
  const all = sorted.flatMap(({ manager, fields }) =>
    pathsOf(fields).map((path) => ({ manager: showManager(manager), path })),
  );
  const causes = all.map(({ manager, path }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${manager}`,
    field: path,
  }));
  const [first] = all;
  const lines = sorted.flatMap(({ manager, fields }) => [
    `conflicts with ${showManager(manager)}:`,
    ...pathsOf(fields).map((path) => `- ${path}`),
  ]);
  const message =
    all.length === 1 && first
      ? `Apply failed with 1 conflict: conflict with ${first.manager}: ${first.path}`
      : `Apply failed with ${all.length} conflicts: ${lines.join('\n')}`;
  return new StatusError(409, 'Conflict', message, { causes });
}
