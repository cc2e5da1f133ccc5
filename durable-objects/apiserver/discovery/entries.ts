import { scale } from '../../apimachinery/requests.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { ResourceTable } from '../resource-table.ts';
import { virtualResources } from '../virtual/reviews.ts';
import type { VirtualResource } from '../virtual/virtual-resource.ts';
import { compareGroups } from './group-order.ts';
import { storageVersionHash } from './storage-version-hash.ts';

/** One resource as both forms of discovery tell of it. */
export interface Entry {
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  /** Absent for what is not stored. */
  readonly storageVersionHash?: string;
  readonly subresources: readonly SubresourceEntry[];
}

export interface SubresourceEntry {
  readonly name: string;
  readonly kind: string;
  /** The kind's group and version where they are not the resource's. */
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

export const allVerbs = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** Groups with their versions, in upstream's order. */
export function discoveredGroups(
  table: ResourceTable,
): readonly { readonly group: string; readonly versions: readonly string[] }[] {
  const groups = table.groups();
  const all = new Map(groups.map((one) => [one.group, one]));
  for (const { group, version } of virtualResources)
    if (!all.has(group)) all.set(group, { group, versions: [version] });
  return [...all.values()].sort((a, b) => compareGroups(a.group, b.group));
}

/** The resources of one version by name; undefined when there is no such version. */
export function discoveredEntries(
  table: ResourceTable,
  group: string,
  version: string,
): readonly Entry[] | undefined {
  const isHere = (one: { group: string; version: string }): boolean =>
    one.group === group && one.version === version;
  const entries = [
    ...table.inVersion(group, version).map(entryOf),
    ...virtualResources.filter(isHere).map(virtualEntry),
  ].sort((a, b) => (a.plural < b.plural ? -1 : 1));
  return entries.length === 0 ? undefined : entries;
}

function entryOf(resource: Resource): Entry {
  const { plural, singular, kind, namespaced, shortNames, categories, verbs } = resource;
  const subresources = [...subresourcesOf(resource)].sort((a, b) => (a.name < b.name ? -1 : 1));
  const base = { plural, singular, kind, namespaced, shortNames, categories, subresources };
  const served = verbs ?? allVerbs;
  const hash = served.includes('create')
    ? { storageVersionHash: storageVersionHash(resource) }
    : {};
  return { ...base, ...hash, verbs: served };
}

function* subresourcesOf({ kind, subresources }: Resource): Generator<SubresourceEntry> {
  if (subresources.approval) yield { name: 'approval', kind, verbs: ['get', 'patch', 'update'] };
  if (subresources.status) yield { name: 'status', kind, verbs: ['get', 'patch', 'update'] };
  if (subresources.finalize) yield { name: 'finalize', kind, verbs: ['update'] };
  if (subresources.scale) {
    const { group, version } = scale;
    yield { name: 'scale', group, version, kind: scale.kind, verbs: ['get', 'patch', 'update'] };
  }
  for (const [name, info] of Object.entries(subresources.connect ?? {})) yield { name, ...info };
}

function virtualEntry({ plural, kind, namespaced }: VirtualResource): Entry {
  const none = { shortNames: [], categories: [], subresources: [] };
  return { plural, singular: kind.toLowerCase(), kind, namespaced, verbs: ['create'], ...none };
}
