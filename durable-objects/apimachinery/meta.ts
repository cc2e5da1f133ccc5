import type { Frozen, Json } from '../lib/json.ts';
import {
  array,
  boolean,
  fieldsV1,
  type Infer,
  int64,
  map,
  object,
  pointer,
  present,
  required,
  string,
  time,
} from './schema.ts';

export const ownerReference = object(
  'io.k8s.apimachinery.pkg.apis.meta.v1.OwnerReference',
  {
    apiVersion: required(string()),
    kind: required(string()),
    name: required(string()),
    uid: required(string()),
    controller: pointer(boolean()),
    blockOwnerDeletion: pointer(boolean()),
  },
  { atomic: true },
);
export type OwnerReference = Infer<typeof ownerReference>;

export const managedFieldsEntry = object(
  'io.k8s.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry',
  {
    manager: string(),
    operation: string(),
    apiVersion: string(),
    time: time(),
    fieldsType: string(),
    fieldsV1: fieldsV1(),
    subresource: string(),
  },
);

/** `metadata` of every stored object. Name, uid, resourceVersion and creationTimestamp are set. */
export const objectMeta = object('io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta', {
  name: present(string()),
  generateName: string(),
  namespace: string(),
  selfLink: string(),
  uid: present(string()),
  resourceVersion: present(string()),
  generation: int64(),
  creationTimestamp: present(time()),
  deletionTimestamp: time(),
  deletionGracePeriodSeconds: pointer(int64()),
  labels: map(string()),
  annotations: map(string()),
  ownerReferences: array(ownerReference, {
    patch: 'merge',
    mergeKey: 'uid',
    list: 'map',
    mapKeys: ['uid'],
  }),
  finalizers: array(string(), { patch: 'merge', list: 'set' }),
  managedFields: array(managedFieldsEntry, { list: 'atomic' }),
});
export type ObjectMeta = Infer<typeof objectMeta>;

/** What every API object has. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
}

/** A place among the objects of one resource; `namespace` is '' for cluster-scoped ones. */
export interface Key {
  readonly namespace: string;
  readonly name: string;
}

/** Leaves out of a manifest what the server fills in. */
export type Manifest<T> = T extends KubeObject
  ? Partial<Omit<DeepPartial<T>, 'metadata'>> & { metadata: Partial<ObjectMeta> }
  : never;

export type DeepPartial<T> = Json extends T
  ? T
  : T extends readonly (infer Item)[]
    ? DeepPartial<Item>[]
    : T extends object
      ? { [K in keyof T]?: DeepPartial<T[K]> }
      : T;

/** The key under which an object is stored. */
export function keyOf(object: Frozen<KubeObject>): Key {
  return { namespace: object.metadata.namespace ?? '', name: object.metadata.name };
}

/** `namespace/name`, or `name` alone for cluster-scoped objects. */
export function keyText(key: Key): string {
  return key.namespace === '' ? key.name : `${key.namespace}/${key.name}`;
}
