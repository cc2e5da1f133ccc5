import type { Resource } from '../apimachinery/resource.ts';
import { apiVersionOf } from '../apimachinery/resource.ts';
import { compareVersions, servedResources } from '../apimachinery/version.ts';

const tables = new WeakMap<readonly Resource[], ResourceTable>();

/** The table of a list of resources, made once for each list. */
export function tableOf(resources: readonly Resource[]): ResourceTable {
  const known = tables.get(resources) ?? new ResourceTable(resources);
  tables.set(resources, known);
  return known;
}

/** The kinds that are served, by the names that requests use. */
export class ResourceTable {
  /** Each version on its own. */
  readonly all: readonly Resource[];
  readonly #byPath: ReadonlyMap<string, Resource>;
  readonly #byKind: ReadonlyMap<string, Resource>;

  constructor(stored: readonly Resource[]) {
    const resources = servedResources(stored);
    this.all = resources;
    this.#byPath = new Map(
      resources.map((resource) => [
        `${resource.group}/${resource.version}/${resource.plural}`,
        resource,
      ]),
    );
    this.#byKind = new Map(
      resources.map((resource) => [`${apiVersionOf(resource)}/${resource.kind}`, resource]),
    );
  }

  find(group: string, version: string, plural: string): Resource | undefined {
    return this.#byPath.get(`${group}/${version}/${plural}`);
  }

  /** By what an object says of itself: `apps/v1` and `StatefulSet`. */
  ofKind(apiVersion: string, kind: string): Resource | undefined {
    return this.#byKind.get(`${apiVersion}/${kind}`);
  }

  /** Groups in the order of registration, the core group too; the preferred version first. */
  groups(): readonly { readonly group: string; readonly versions: readonly string[] }[] {
    const groups = new Map<string, string[]>();
    for (const { group, version } of this.all) {
      const versions = groups.get(group);
      if (!versions) groups.set(group, [version]);
      else if (!versions.includes(version)) versions.push(version);
    }
    return [...groups].map(([group, versions]) => ({
      group,
      versions: versions.sort(compareVersions),
    }));
  }

  inVersion(group: string, version: string): readonly Resource[] {
    return this.all.filter((one) => one.group === group && one.version === version);
  }
}
