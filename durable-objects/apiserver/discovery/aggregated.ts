import type { JsonObject } from '../../lib/json.ts';
import { parseAccept } from '../present/negotiation.ts';
import type { ResourceTable } from '../resource-table.ts';
import { discoveredEntries, discoveredGroups, type Entry } from './entries.ts';

/** The media type of aggregated discovery. */
export const aggregatedType =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/** True when the client prefers all groups in one answer. */
export function wantsAggregated(accept: string): boolean {
  for (const { mediaType, parameters } of parseAccept(accept)) {
    if (mediaType !== 'application/json' && mediaType !== '*/*') continue;
    if (parameters.as === undefined) return false;
    const { as, g, v } = parameters;
    if (as === 'APIGroupDiscoveryList' && g === 'apidiscovery.k8s.io' && v === 'v2') return true;
  }
  return false;
}

/** `GET /api` (the core group) and `GET /apis` (the others) in one list with their resources. */
export function groupDiscoveryList(table: ResourceTable, isCore: boolean): JsonObject {
  const items = discoveredGroups(table)
    .filter(({ group }) => (group === '') === isCore)
    .map(({ group, versions }) => ({
      metadata: { ...(group === '' ? {} : { name: group }), creationTimestamp: null },
      versions: versions.map((version) => versionBody(table, group, version)),
    }));
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items,
  };
}

function versionBody(table: ResourceTable, group: string, version: string): JsonObject {
  const entries = discoveredEntries(table, group, version) ?? [];
  return {
    version,
    resources: entries.map((entry) => resourceBody(entry, group, version)),
    freshness: 'Current',
  };
}

function resourceBody(entry: Entry, group: string, version: string): JsonObject {
  const { plural, singular, kind, namespaced, verbs, shortNames, categories } = entry;
  const subresources = entry.subresources.map((one) => ({
    subresource: one.name,
    responseKind: {
      group: one.group ?? group,
      version: one.version ?? version,
      kind: one.kind,
    },
    verbs: one.verbs,
  }));
  return {
    resource: plural,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    singularResource: singular,
    verbs,
    ...(shortNames.length > 0 ? { shortNames } : {}),
    ...(categories.length > 0 ? { categories } : {}),
    ...(subresources.length > 0 ? { subresources } : {}),
  };
}
