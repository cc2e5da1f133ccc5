import type { Key, KubeObject } from '../apimachinery/meta.ts';
import type { Resource } from '../apimachinery/resource.ts';
import { apiVersionOf } from '../apimachinery/resource.ts';
import { notFound } from '../apimachinery/status-error.ts';
import type { Client, DeleteOptions } from '../control/world.ts';
import { present } from '../lib/assert.ts';
import { type Frozen, thaw } from '../lib/json.ts';
import type { ApiServerOptions } from './api-server.ts';
import type { RequestEnvironment } from './environment.ts';
import { assignNode } from './pods/binding.ts';
import { createObject } from './registry/create.ts';
import { deleteObject } from './registry/delete.ts';
import { updateObject } from './registry/update.ts';
import type { Target, WriteContext } from './registry/write-context.ts';

/** The controllers' door to the registry: typed objects instead of bytes, no authorization. */
export function createClient(
  { tx, now, user, random }: RequestEnvironment,
  options: ApiServerOptions,
  manager: string,
): Client {
  const { admission, resources } = options;
  const context = (): WriteContext => ({
    tx,
    now,
    user,
    manager,
    admission,
    dryRun: false,
    warnings: [],
    random,
  });
  const put = <T extends KubeObject>(
    resource: Resource<T>,
    object: Frozen<T>,
    subresource: string,
  ): Frozen<T> => {
    const { metadata } = object as Frozen<KubeObject>;
    const target = place(resource, metadata, subresource);
    const change = (): KubeObject => thaw<KubeObject>(object as Frozen<KubeObject>);
    return updateObject(context(), target, change, { uid: metadata.uid }).object as Frozen<T>;
  };
  return {
    create(resource, manifest) {
      const draft = thaw<KubeObject>(manifest as unknown as Frozen<KubeObject>);
      draft.apiVersion = apiVersionOf(resource);
      draft.kind = resource.kind;
      const target = place(resource, draft.metadata, '');
      return createObject(context(), target, draft) as never;
    },
    update: (resource, object) => put(resource, object as never, ''),
    updateStatus: (resource, object) => put(resource, object as never, 'status'),
    finalize: (resource, object) => put(resource, object as never, 'finalize'),
    delete(resource, key, wanted) {
      deleteObject(context(), place(resource, key, ''), deleteOptions(wanted ?? {}));
    },
    bind(key, node) {
      const resource = present(resources(tx).find(isBindable), 'a resource with a binding');
      const pod = tx.get(resource, key);
      if (!pod) throw notFound(resource, key.name);
      assignNode(context(), place(resource, key, 'binding'), pod, node);
    },
  };
}

function isBindable({ subresources }: Resource): boolean {
  return subresources.connect?.binding !== undefined;
}

function place<T extends KubeObject>(
  resource: Resource<T>,
  { name, namespace }: Partial<Key>,
  subresource: string,
): Target {
  return {
    // The registry knows no kinds: it hands objects to the strategy they came with.
    resource: resource as unknown as Resource,
    namespace: resource.namespaced ? (namespace ?? '') : '',
    name: name ?? '',
    subresource,
  };
}

function deleteOptions({
  gracePeriodSeconds,
  uid,
  resourceVersion,
  propagationPolicy,
}: DeleteOptions): Parameters<typeof deleteObject>[2] {
  const preconditions = {
    ...(uid === undefined ? {} : { uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
  };
  return {
    preconditions,
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    ...(propagationPolicy === undefined ? {} : { propagationPolicy }),
  };
}
