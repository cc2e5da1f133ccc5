import type { Frozen } from '../../lib/json.ts';
import type { ObjectMeta } from '../meta.ts';
import { type FieldSet, isEmptySet, leaf, parseFieldSet, union } from './field-set.ts';

/** Who a field belongs to: one entry of `metadata.managedFields` without its fields. */
export interface Manager {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  /** `status` or `scale`; '' for the object itself. */
  readonly subresource: string;
}

/** A manager with its fields. */
export interface Managed extends Manager {
  /** RFC 3339, in whole seconds; absent where upstream forgets it. */
  readonly time?: string;
  readonly fields: FieldSet;
}

/** Update managers of one object; the oldest of more are merged (managedfields/fieldmanager.go). */
export const maxUpdateManagers = 10;

const ancientChanges = 'ancient-changes';
const fieldsType = 'FieldsV1';

export type ManagedFieldsEntries = NonNullable<Frozen<ObjectMeta>['managedFields']>;

/**
 * The entries of an object; undefined when they are not well formed, which leaves those of the
 * stored object in force. `trusted`: they were written by `encodeManaged`.
 */
export function decodeManaged(
  entries: ManagedFieldsEntries,
  trusted: boolean,
): readonly Managed[] | undefined {
  const result: Managed[] = [];
  for (const entry of entries) {
    const { operation, apiVersion } = entry;
    if (operation !== 'Apply' && operation !== 'Update') return undefined;
    if (!apiVersion || entry.fieldsType !== fieldsType) return undefined;
    const sent = entry.fieldsV1 ?? leaf;
    const fields = trusted ? (sent as FieldSet) : parseFieldSet(sent);
    if (!fields) return undefined;
    const { manager = '', subresource = '', time } = entry;
    const timed = time === undefined ? {} : { time };
    const own: Managed = { manager, operation, apiVersion, subresource, ...timed, fields };
    const same = trusted ? -1 : result.findIndex((other) => isSameManager(other, own));
    if (same < 0) result.push(own);
    else result[same] = own;
  }
  return result;
}

/** As entries in upstream's order; what is empty stays, as upstream keeps it. Frozen. */
export function encodeManaged(managed: readonly Managed[]): ManagedFieldsEntries {
  const entries = [...managed].sort(compareManaged).map((one) => {
    const { manager, operation, apiVersion, time, subresource, fields } = one;
    return Object.freeze({
      ...(manager === '' ? {} : { manager }),
      operation,
      apiVersion,
      ...(time === undefined ? {} : { time }),
      fieldsType,
      fieldsV1: fields,
      ...(subresource === '' ? {} : { subresource }),
    });
  });
  return Object.freeze(entries) as unknown as ManagedFieldsEntries;
}

/** An applier is the same one whatever version it speaks; an updater is not. */
export function isSameManager(a: Manager, b: Manager): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    a.subresource === b.subresource &&
    (a.operation === 'Apply' || a.apiVersion === b.apiVersion)
  );
}

function compareManaged(a: Managed, b: Managed): number {
  return (
    compare(a.operation, b.operation) ||
    compare(a.time ?? '', b.time ?? '') ||
    compare(a.manager, b.manager) ||
    compare(a.apiVersion, b.apiVersion) ||
    compare(a.subresource, b.subresource)
  );
}

/** Merges the oldest updaters of one version into one (managedfields/internal/capmanagers.go). */
export function capManagers(managed: readonly Managed[]): readonly Managed[] {
  const updaters = managed.filter(({ operation }) => operation === 'Update');
  let count = updaters.length;
  if (count <= maxUpdateManagers) return managed;
  const left = new Set(managed);
  const buckets = new Map<string, Managed>();
  for (const updater of updaters.sort(compareAges)) {
    if (count <= maxUpdateManagers) break;
    const { apiVersion } = updater;
    const bucket = buckets.get(apiVersion);
    if (bucket) {
      left.delete(bucket);
      left.delete(updater);
      const merged = {
        ...updater,
        manager: ancientChanges,
        subresource: '',
        fields: union(bucket.fields, updater.fields),
      };
      left.add(merged);
      buckets.set(apiVersion, merged);
      count -= 1;
    } else buckets.set(apiVersion, updater);
  }
  return [...left];
}

function compareAges(a: Managed, b: Managed): number {
  return compare(a.time ?? '', b.time ?? '') || compare(identityText(a), identityText(b));
}

/** The JSON by which upstream tells managers apart, and orders them. */
export function identityText({ manager, operation, apiVersion, subresource }: Manager): string {
  return JSON.stringify({
    ...(manager === '' ? {} : { manager }),
    operation,
    ...(operation === 'Apply' ? {} : { apiVersion }),
    ...(subresource === '' ? {} : { subresource }),
  });
}

/** As messages name a manager (managedfields/internal/conflict.go). */
export function showManager({ manager, operation, apiVersion, subresource }: Manager): string {
  const name = JSON.stringify(manager);
  const named =
    subresource === '' ? name : `${name} with subresource ${JSON.stringify(subresource)}`;
  return operation === 'Update' ? `${named} using ${apiVersion}` : named;
}

/** Without those that own nothing any more. */
export function withoutEmpty(managed: readonly Managed[]): readonly Managed[] {
  return managed.some(({ fields }) => isEmptySet(fields))
    ? managed.filter(({ fields }) => !isEmptySet(fields))
    : managed;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
