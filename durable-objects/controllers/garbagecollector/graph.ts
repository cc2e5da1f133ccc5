import type { Key, KubeObject, OwnerReference } from '../../apimachinery/meta.ts';
import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import type { Frozen } from '../../lib/json.ts';
import { defineIndex, type Index, type Reader } from '../../storage/store.ts';

/** An object, and the resource that it is of. */
export interface Item {
  readonly resource: Resource;
  readonly object: Frozen<KubeObject>;
}

const graphs = new WeakMap<readonly Resource[], Graph>();

/** The graph over a list of resources, made once for each list. */
export function graphOf(resources: readonly Resource[]): Graph {
  const known = graphs.get(resources) ?? new Graph(resources);
  graphs.set(resources, known);
  return known;
}

/** Who owns what, over any list of resources. */
export class Graph {
  readonly #byKind: ReadonlyMap<string, Resource>;
  readonly #byName: ReadonlyMap<string, Resource>;
  /** The objects of each resource by the UIDs of their owners. */
  readonly #dependents: readonly Index<KubeObject>[];

  constructor(resources: readonly Resource[]) {
    this.#byKind = new Map(resources.map((one) => [`${apiVersionOf(one)} ${one.kind}`, one]));
    this.#byName = new Map(resources.map((one) => [resourceName(one), one]));
    this.#dependents = resources.map(dependentsIndex);
  }

  /** Everything that names this UID as its owner. */
  dependentsOf(read: Reader, uid: string): readonly Item[] {
    return this.#dependents.flatMap((index) =>
      read.byIndex(index, uid).map((object) => ({ resource: index.resource, object })),
    );
  }

  /**
   * The owner that a reference of `dependent` means: by name in the dependent's namespace, and of
   * that UID. `absent` when there is none. `unknown` when it can't be told: a kind that is not
   * served, or a namespaced owner of an object outside of namespaces.
   */
  ownerOf(
    read: Reader,
    dependent: Frozen<KubeObject>,
    reference: Frozen<OwnerReference>,
  ): Item | 'absent' | 'unknown' {
    const place = this.ownerKey(dependent, reference);
    if (!place) return 'unknown';
    const object = read.get(place.resource, place.key);
    if (object?.metadata.uid !== reference.uid) return 'absent';
    return { resource: place.resource, object };
  }

  /** Where an owner is, whether it exists or not. */
  ownerKey(
    dependent: Frozen<KubeObject>,
    reference: Frozen<OwnerReference>,
  ): { readonly resource: Resource; readonly key: Key } | undefined {
    const resource = this.#byKind.get(`${reference.apiVersion} ${reference.kind}`);
    const namespace = dependent.metadata.namespace ?? '';
    if (!resource || (resource.namespaced && namespace === '')) return undefined;
    return {
      resource,
      key: { namespace: resource.namespaced ? namespace : '', name: reference.name },
    };
  }

  /** The object that a work key means. */
  find(read: Reader, workKey: Key): Item | undefined {
    const bar = workKey.name.indexOf(separator);
    const resource = this.#byName.get(workKey.name.slice(0, bar));
    const name = workKey.name.slice(bar + separator.length);
    const object = resource && read.get(resource, { namespace: workKey.namespace, name });
    return resource && object ? { resource, object } : undefined;
  }
}

const indexes = new WeakMap<Resource, Index<KubeObject>>();

/** One per resource, whichever list it is in: a store keeps up every index it was asked for. */
function dependentsIndex(resource: Resource): Index<KubeObject> {
  const known =
    indexes.get(resource) ??
    defineIndex(resource, ({ metadata }) => metadata.ownerReferences?.map(({ uid }) => uid) ?? []);
  indexes.set(resource, known);
  return known;
}

/** The key under which an object is worked on: `{ default, statefulsets.apps|web }`. */
export function workKeyOf(resource: Resource, { namespace, name }: Key): Key {
  return { namespace, name: `${resourceName(resource)}${separator}${name}` };
}

/** No name of a resource or of an object has it. */
const separator = '|';

function resourceName(resource: Resource): string {
  return `${resource.plural}.${resource.group}`;
}
