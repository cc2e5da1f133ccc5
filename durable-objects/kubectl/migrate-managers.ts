import {
  difference,
  type FieldSet,
  isEmptySet,
  parseFieldSet,
  pathSet,
  union,
} from '../apimachinery/managed-fields/field-set.ts';
import { deepEqual, isObject, type JsonObject } from '../lib/json.ts';
import { lastApplied } from './last-applied.ts';

/** One entry of `metadata.managedFields` as the server sends it. */
type Entry = JsonObject;

const annotation = pathSet('f:metadata', 'f:annotations', `f:${lastApplied}`);

/** Who owns the annotation of client-side apply (client-go/util/csaupgrade FindFieldsOwners). */
export function annotationOwners(
  object: JsonObject,
  operation: 'Apply' | 'Update',
): readonly string[] {
  return entriesOf(object)
    .filter((entry) => entry.operation === operation)
    .filter((entry) => isEmptySet(difference(annotation, fieldsOf(entry))))
    .map(({ manager }) => String(manager ?? ''));
}

/**
 * The JSON patch by which what client-side appliers own becomes the server-side applier's;
 * undefined when there is nothing to do (csaupgrade UpgradeManagedFieldsPatch).
 */
export function migrationPatch(
  object: JsonObject,
  from: readonly string[],
  to: string,
): readonly JsonObject[] | undefined {
  const entries = entriesOf(object);
  const upgraded = [...new Set(from)]
    .sort()
    .reduce((left, name) => upgrade(left, name, to), entries);
  if (deepEqual(upgraded, entries)) return undefined;
  const { resourceVersion } = metadataOf(object);
  // Replacing the version by itself is a conflict, not a failed test, when it has changed.
  return [
    { op: 'replace', path: '/metadata/managedFields', value: upgraded },
    { op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion },
  ];
}

function upgrade(entries: readonly Entry[], from: string, to: string): readonly Entry[] {
  const isOf = (entry: Entry, manager: string, operation: string): boolean =>
    entry.manager === manager && entry.operation === operation && !entry.subresource;
  const isClientSide = (entry: Entry): boolean => isOf(entry, from, 'Update');
  const target =
    entries.find((entry) => isOf(entry, to, 'Apply')) ??
    entries.find((entry) => isClientSide(entry));
  if (!target) return entries;
  const source = entries.find(
    (entry) => isClientSide(entry) && entry.apiVersion === target.apiVersion,
  );
  const fields = source ? union(fieldsOf(target), fieldsOf(source)) : fieldsOf(target);
  return entries
    .filter((entry) => entry === target || !isClientSide(entry))
    .map((entry) => {
      if (entry !== target) return entry;
      return { ...entry, manager: to, operation: 'Apply', fieldsV1: fields };
    });
}

function fieldsOf({ fieldsV1 }: Entry): FieldSet {
  return parseFieldSet(fieldsV1) ?? {};
}

function entriesOf(object: JsonObject): readonly Entry[] {
  const { managedFields } = metadataOf(object);
  return Array.isArray(managedFields) ? managedFields.filter(isObject) : [];
}

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) ? metadata : {};
}
