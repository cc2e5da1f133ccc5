import type { BodyKind } from './decode-body.ts';
import { objectMeta } from './meta.ts';
import { reviewKinds } from './review-kinds.ts';
import {
  array,
  boolean,
  type Infer,
  int32,
  int64,
  type ObjectSchema,
  object,
  pointer,
  present,
  required,
  string,
  time,
} from './schema.ts';

const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const type = { apiVersion: present(string()), kind: present(string()) };
const atomic = { list: 'atomic' } as const;

const preconditions = object(`${meta}.Preconditions`, {
  uid: pointer(string()),
  resourceVersion: pointer(string()),
});
const deleteOptionsSchema = object(`${meta}.DeleteOptions`, {
  ...type,
  gracePeriodSeconds: pointer(int64()),
  preconditions,
  orphanDependents: pointer(boolean()),
  propagationPolicy: pointer(string()),
  dryRun: array(string(), atomic),
  ignoreStoreReadErrorWithClusterBreakingPotential: pointer(boolean()),
});
export type DeleteOptions = Infer<typeof deleteOptionsSchema>;
/** `kind: DeleteOptions`, which may come under any group's version. */
export const deleteOptions: BodyKind<DeleteOptions> = {
  ...kind('', 'DeleteOptions', deleteOptionsSchema),
  anyGroup: true,
};

const scaleSchema = object('io.k8s.api.autoscaling.v1.Scale', {
  ...type,
  metadata: present(objectMeta),
  spec: present(object('io.k8s.api.autoscaling.v1.ScaleSpec', { replicas: int32() })),
  status: present(
    object('io.k8s.api.autoscaling.v1.ScaleStatus', {
      replicas: required(int32()),
      selector: string(),
    }),
  ),
});
export type Scale = Infer<typeof scaleSchema>;
export const scale = kind('autoscaling', 'Scale', scaleSchema);

const evictionSchema = object('io.k8s.api.policy.v1.Eviction', {
  ...type,
  metadata: present(objectMeta),
  deleteOptions: deleteOptionsSchema,
});
export type Eviction = Infer<typeof evictionSchema>;
export const eviction = kind('policy', 'Eviction', evictionSchema);

const bindingSchema = object('io.k8s.api.core.v1.Binding', {
  ...type,
  metadata: present(objectMeta),
  target: required(
    object(
      'io.k8s.api.core.v1.ObjectReference',
      {
        kind: string(),
        namespace: string(),
        name: string(),
        uid: string(),
        apiVersion: string(),
        resourceVersion: string(),
        fieldPath: string(),
      },
      { atomic: true },
    ),
  ),
});
export type Binding = Infer<typeof bindingSchema>;
export const binding = kind('', 'Binding', bindingSchema);

const authentication = 'io.k8s.api.authentication.v1';
const tokenRequestSchema = object(`${authentication}.TokenRequest`, {
  ...type,
  metadata: present(objectMeta),
  spec: present(
    object(`${authentication}.TokenRequestSpec`, {
      audiences: required(array(string(), atomic)),
      expirationSeconds: pointer(int64()),
      boundObjectRef: object(`${authentication}.BoundObjectReference`, {
        kind: string(),
        apiVersion: string(),
        name: string(),
        uid: string(),
      }),
    }),
  ),
  status: present(
    object(`${authentication}.TokenRequestStatus`, {
      token: required(string()),
      expirationTimestamp: required(time()),
    }),
  ),
});
export type TokenRequest = Infer<typeof tokenRequestSchema>;
export const tokenRequest = kind('authentication.k8s.io', 'TokenRequest', tokenRequestSchema);

/** Every kind that is only a request's body. */
export const requestKinds: readonly BodyKind<unknown>[] = [
  deleteOptions,
  scale,
  eviction,
  binding,
  tokenRequest,
  ...reviewKinds,
];

function kind<T>(group: string, name: string, schema: ObjectSchema<T>): BodyKind<T> {
  return { group, version: 'v1', kind: name, schema };
}
