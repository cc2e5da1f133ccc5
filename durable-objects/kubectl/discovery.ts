import { isObject, type Json, type JsonObject } from '../lib/json.ts';
import type { ClusterClient } from './cluster-client.ts';

/** A kind as discovery tells it. */
export interface Discovered {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
}

const accept = [
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList',
  'application/json',
].join(',');

/** Every kind of every version that the server tells of; the preferred version of a group first. */
export function discover(cluster: ClusterClient): readonly Discovered[] {
  return ['/api', '/apis'].flatMap((path) =>
    objects(cluster.request('GET', path, { accept }).items).flatMap(inGroup),
  );
}

/** Each kind in the version that its group prefers. */
export function preferred(all: readonly Discovered[]): readonly Discovered[] {
  const seen = new Set<string>();
  return all.filter(({ group, plural }) => {
    const key = `${group}/${plural}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function inGroup(item: JsonObject): readonly Discovered[] {
  const group = isObject(item.metadata) ? text(item.metadata.name) : '';
  return objects(item.versions).flatMap((version) =>
    objects(version.resources).map((one) => ({
      group,
      version: text(version.version),
      kind: isObject(one.responseKind) ? text(one.responseKind.kind) : '',
      plural: text(one.resource),
      singular: text(one.singularResource),
      shortNames: texts(one.shortNames),
      categories: texts(one.categories),
      namespaced: one.scope === 'Namespaced',
      verbs: texts(one.verbs),
    })),
  );
}

/** A kind by what somebody types: `pods`, `po`, `Pod`, `deployments.apps`. */
export function findDiscovered(all: readonly Discovered[], typed: string): Discovered | undefined {
  const [name = '', ...rest] = typed.toLowerCase().split('.');
  const group = rest.join('.');
  const isCalled = (one: Discovered): boolean =>
    one.plural === name || one.singular === name || one.shortNames.includes(name);
  const called = all.filter(isCalled);
  if (group === '') return called[0];
  return (
    called.find((one) => one.group === group || `${one.version}.${one.group}` === group) ??
    called.find((one) => one.group.startsWith(group))
  );
}

function objects(list: Json | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function texts(list: Json | undefined): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}
