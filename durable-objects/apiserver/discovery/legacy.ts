import type { JsonObject } from '../../lib/json.ts';
import type { ResourceTable } from '../resource-table.ts';
import {
  discoveredEntries,
  discoveredGroups,
  type Entry,
  type SubresourceEntry,
} from './entries.ts';

/** Discovery group by group and version by version. */

/** `GET /api`. */
export function apiVersions(): JsonObject {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: '10.0.0.1:6443' }],
  };
}

/** `GET /apis`: all groups but the core one. */
export function apiGroupList(table: ResourceTable): JsonObject {
  const groups = discoveredGroups(table)
    .filter(({ group }) => group !== '')
    .map(({ group, versions }) => groupBody(group, versions));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

/** `GET /apis/apps`; undefined when there is no such group. */
export function apiGroup(table: ResourceTable, group: string): JsonObject | undefined {
  const found = discoveredGroups(table).find((one) => one.group === group && group !== '');
  return found && { kind: 'APIGroup', apiVersion: 'v1', ...groupBody(group, found.versions) };
}

/** `GET /api/v1`, `GET /apis/apps/v1`; undefined when there is no such version. */
export function apiResourceList(
  table: ResourceTable,
  group: string,
  version: string,
): JsonObject | undefined {
  const entries = discoveredEntries(table, group, version);
  if (!entries) return undefined;
  // The core group's list has no apiVersion, as upstream.
  const head = { kind: 'APIResourceList', ...(group === '' ? {} : { apiVersion: 'v1' }) };
  const groupVersion = group === '' ? version : `${group}/${version}`;
  return { ...head, groupVersion, resources: entries.flatMap(resourceBodies) };
}

function groupBody(name: string, versions: readonly string[]): JsonObject {
  const all = versions.map((version) => ({ groupVersion: `${name}/${version}`, version }));
  return { name, versions: all, ...(all[0] ? { preferredVersion: all[0] } : {}) };
}

function resourceBodies(entry: Entry): readonly JsonObject[] {
  const { plural, singular, kind, namespaced, verbs, shortNames, categories } = entry;
  const { storageVersionHash } = entry;
  const main = {
    name: plural,
    singularName: singular,
    namespaced,
    kind,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(storageVersionHash === undefined ? {} : { storageVersionHash }),
  };
  return [main, ...entry.subresources.map((one) => subresourceBody(entry, one))];
}

function subresourceBody({ plural, namespaced }: Entry, one: SubresourceEntry): JsonObject {
  return {
    name: `${plural}/${one.name}`,
    singularName: '',
    namespaced,
    ...(one.group === undefined ? {} : { group: one.group }),
    ...(one.version === undefined ? {} : { version: one.version }),
    kind: one.kind,
    verbs: one.verbs,
  };
}
