import { deepEqual, type JsonObject } from '../../lib/json.ts';
import type { Schema } from '../schema.ts';
import { type Comparison, compareObjects } from './compare.ts';
import {
  difference,
  type FieldSet,
  intersection,
  isEmptySet,
  leaf,
  pathSet,
  recursiveDifference,
  union,
} from './field-set.ts';
import { fieldsOf } from './fields-of.ts';
import { isSameManager, type Managed, type Manager, withoutEmpty } from './managers.ts';
import { mergeObjects } from './merge.ts';
import { removeFields, withNamedFields } from './remove.ts';

/** An object in one version of its kind. */
export interface Versioned {
  readonly schema: Schema;
  readonly object: JsonObject;
}

/** What a write is about. */
export interface Scope {
  /** The version in which the request speaks. */
  readonly apiVersion: string;
  /** What nobody can own by this request: `status`, or `spec` of a request for the status. */
  readonly reset: FieldSet;
  /**
   * An object in another version; undefined when that one is not served any more, which takes its
   * managers away.
   */
  convert(object: JsonObject, from: string, to: string): Versioned | undefined;
}

/** Fields that an applier wants to change and somebody else manages. */
export interface Conflict {
  readonly manager: Managed;
  readonly fields: FieldSet;
}

/** What nobody owns, since nobody can change it (managedfields/internal/stripmeta.go). */
const strip: FieldSet = [
  pathSet('f:apiVersion'),
  pathSet('f:kind'),
  pathSet('f:metadata'),
  ...['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'clusterName'].map(ofMeta),
  ...['generation', 'managedFields', 'resourceVersion'].map(ofMeta),
].reduce(union);

function ofMeta(name: string): FieldSet {
  return pathSet('f:metadata', `f:${name}`);
}

/**
 * The managers after a create, update or patch: whoever changes a field takes it. `live` is empty
 * for a create. Undefined: nothing has changed hands. Follows sigs.k8s.io/structured-merge-diff
 * merge/update.go Update and managedfields/internal/managedfieldsupdater.go.
 */
export function managersAfterUpdate(
  scope: Scope,
  schema: Schema,
  live: JsonObject,
  next: JsonObject,
  managed: readonly Managed[],
  self: Manager & { readonly time: string },
): readonly Managed[] | undefined {
  const comparison = compareObjects(schema, live, next);
  if (!comparison) return undefined;
  const left = afterChange(scope, comparison, live, next, managed);
  const { added, modified } = comparison;
  const taken = recursiveDifference(union(modified, added), scope.reset);
  const fields = difference(taken, strip);
  if (isEmptySet(fields)) return left === managed ? undefined : left;
  const own = left.find((one) => isSameManager(one, self));
  const entry = { ...self, fields: own ? union(own.fields, fields) : fields };
  return [...left.filter((one) => one !== own), entry];
}

/** Takes from managers what is changed or gone. */
function afterChange(
  scope: Scope,
  comparison: Comparison,
  live: JsonObject,
  next: JsonObject,
  managed: readonly Managed[],
): readonly Managed[] {
  const own = lostBy(comparison, scope.reset);
  const byVersion = new Map<string, FieldSet | undefined>([[scope.apiVersion, own]]);
  let isChanged = false;
  const left = managed.flatMap((one): Managed[] => {
    if (!byVersion.has(one.apiVersion)) {
      const other = comparisonIn(scope, one.apiVersion, live, next);
      byVersion.set(one.apiVersion, other && lostBy(other, scope.reset));
    }
    const lost = byVersion.get(one.apiVersion);
    const fields = lost && difference(one.fields, lost);
    if (fields === one.fields) return [one];
    isChanged = true;
    return fields && !isEmptySet(fields) ? [{ ...one, fields }] : [];
  });
  return isChanged ? left : managed;
}

function lostBy({ added, modified, removed }: Comparison, reset: FieldSet): FieldSet {
  return recursiveDifference(union(union(modified, added), removed), reset);
}

const unchanged: Comparison = { added: leaf, modified: leaf, removed: leaf };

function comparisonIn(
  scope: Scope,
  apiVersion: string,
  live: JsonObject,
  next: JsonObject,
): Comparison | undefined {
  const before = scope.convert(live, scope.apiVersion, apiVersion);
  const after = scope.convert(next, scope.apiVersion, apiVersion);
  if (!before || !after) return undefined;
  return compareObjects(before.schema, before.object, after.object) ?? unchanged;
}

/** What an apply makes of an object. */
export interface Applied {
  /** The merged object, to be decoded, defaulted and validated; undefined when nothing changes. */
  readonly object: JsonObject | undefined;
  readonly managed: readonly Managed[];
}

/**
 * Merges a configuration into the live object (empty for a create): its fields become the
 * applier's, what it applied before and names no more goes unless somebody else has it. Follows
 * merge/update.go Apply.
 */
export function applyConfiguration(
  scope: Scope,
  schema: Schema,
  live: JsonObject,
  config: JsonObject,
  managed: readonly Managed[],
  self: Manager & { readonly time: string },
  force: boolean,
): Applied | { readonly conflicts: readonly Conflict[] } {
  const last = managed.find((one) => isSameManager(one, self));
  const fields = recursiveDifference(fieldsOf(schema, config), scope.reset);
  const mine: Managed = { ...self, fields };
  const others = managed.filter((one) => one !== last);
  const merged = mergeObjects(schema, live, config);
  const object = last ? prune(scope, merged, [...others, mine], last) : merged;
  const comparison = compareObjects(schema, live, object) ?? unchanged;
  if (!force) {
    const conflicts = conflictsOf(scope, comparison, live, object, others);
    if (conflicts.length > 0) return { conflicts };
  }
  const isChanged = !deepEqual(live, object);
  const stripped = difference(fields, strip);
  const time = isChanged ? self.time : last?.time;
  const own = { ...mine, fields: stripped, ...(time === undefined ? {} : { time }) };
  const left = withoutEmpty(afterChange(scope, comparison, live, object, others));
  return {
    object: isChanged ? object : undefined,
    managed: isEmptySet(stripped) ? left : [...left, own],
  };
}

function conflictsOf(
  scope: Scope,
  comparison: Comparison,
  live: JsonObject,
  next: JsonObject,
  others: readonly Managed[],
): readonly Conflict[] {
  return others.flatMap((manager) => {
    const { apiVersion } = manager;
    const found =
      apiVersion === scope.apiVersion ? comparison : comparisonIn(scope, apiVersion, live, next);
    if (!found) return [];
    const changed = recursiveDifference(union(found.modified, found.added), scope.reset);
    const fields = intersection(manager.fields, changed);
    return isEmptySet(fields) ? [] : [{ manager, fields }];
  });
}

/**
 * The merged object without what the applier has given up and nobody else owns: looked at in the
 * version of its last configuration, and in every manager's own.
 */
function prune(
  scope: Scope,
  merged: JsonObject,
  managed: readonly Managed[],
  last: Managed,
): JsonObject {
  const here = scope.apiVersion;
  const before = scope.convert(merged, here, last.apiVersion);
  if (isEmptySet(last.fields) || !before) return merged;
  const { schema, object } = before;
  const lastFields = withNamedFields(schema, last.fields);
  let left = removeFields(schema, object, lastFields);
  for (const [apiVersion, owned] of fieldsByVersion(managed, last.apiVersion)) {
    const whole = scope.convert(object, last.apiVersion, apiVersion);
    const part = scope.convert(left, last.apiVersion, apiVersion);
    if (!whole || !part) continue;
    const kept = union(namedFieldsOf(part), withNamedFields(part.schema, owned));
    const gone = difference(namedFieldsOf(whole), kept);
    const rest = removeFields(whole.schema, whole.object, gone);
    left = scope.convert(rest, apiVersion, last.apiVersion)?.object ?? left;
  }
  const gone = difference(namedFieldsOf(before), namedFieldsOf({ schema, object: left }));
  const pruned = removeFields(schema, object, intersection(gone, lastFields));
  return scope.convert(pruned, last.apiVersion, here)?.object ?? merged;
}

function namedFieldsOf({ schema, object }: Versioned): FieldSet {
  return withNamedFields(schema, fieldsOf(schema, object));
}

/** What managers own in each version, `first` before the others. */
function fieldsByVersion(
  managed: readonly Managed[],
  first: string,
): ReadonlyMap<string, FieldSet> {
  const found = new Map([[first, leaf]]);
  for (const { apiVersion, fields } of managed) {
    found.set(apiVersion, union(found.get(apiVersion) ?? leaf, fields));
  }
  return found;
}
