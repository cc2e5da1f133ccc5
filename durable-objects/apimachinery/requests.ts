import type { BodyKind } from './decode-body.ts';
import { objectMeta } from './meta.ts';
import {
  array,
  boolean,
  type Infer,
  int32,
  int64,
  map,
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

const userInfo = object(`${authentication}.UserInfo`, {
  username: string(),
  uid: string(),
  groups: array(string(), atomic),
  extra: map(array(string())),
});
const selfSubjectReviewSchema = object(`${authentication}.SelfSubjectReview`, {
  ...type,
  metadata: present(objectMeta),
  status: present(object(`${authentication}.SelfSubjectReviewStatus`, { userInfo })),
});
export type SelfSubjectReview = Infer<typeof selfSubjectReviewSchema>;
export const selfSubjectReview = kind(
  'authentication.k8s.io',
  'SelfSubjectReview',
  selfSubjectReviewSchema,
);

const authorization = 'io.k8s.api.authorization.v1';
const requirement = (name: string) =>
  object(`${meta}.${name}`, {
    key: required(string()),
    operator: required(string()),
    values: array(string(), atomic),
  });
const attributes = (name: string) =>
  object(`${authorization}.${name}SelectorAttributes`, {
    rawSelector: string(),
    requirements: array(requirement(`${name}SelectorRequirement`), atomic),
  });
const selfSubjectAccessReviewSchema = object(`${authorization}.SelfSubjectAccessReview`, {
  ...type,
  metadata: present(objectMeta),
  spec: required(
    object(`${authorization}.SelfSubjectAccessReviewSpec`, {
      resourceAttributes: object(`${authorization}.ResourceAttributes`, {
        namespace: string(),
        verb: string(),
        group: string(),
        version: string(),
        resource: string(),
        subresource: string(),
        name: string(),
        fieldSelector: attributes('Field'),
        labelSelector: attributes('Label'),
      }),
      nonResourceAttributes: object(`${authorization}.NonResourceAttributes`, {
        path: string(),
        verb: string(),
      }),
    }),
  ),
  status: present(
    object(`${authorization}.SubjectAccessReviewStatus`, {
      allowed: required(boolean()),
      denied: boolean(),
      reason: string(),
      evaluationError: string(),
    }),
  ),
});
export type SelfSubjectAccessReview = Infer<typeof selfSubjectAccessReviewSchema>;
export const selfSubjectAccessReview = kind(
  'authorization.k8s.io',
  'SelfSubjectAccessReview',
  selfSubjectAccessReviewSchema,
);

const selfSubjectRulesReviewSchema = object(`${authorization}.SelfSubjectRulesReview`, {
  ...type,
  metadata: present(objectMeta),
  spec: required(object(`${authorization}.SelfSubjectRulesReviewSpec`, { namespace: string() })),
});
export type SelfSubjectRulesReview = Infer<typeof selfSubjectRulesReviewSchema>;
export const selfSubjectRulesReview = kind(
  'authorization.k8s.io',
  'SelfSubjectRulesReview',
  selfSubjectRulesReviewSchema,
);

/** Every kind that is only a request's body. */
export const requestKinds: readonly BodyKind<unknown>[] = [
  deleteOptions,
  scale,
  eviction,
  binding,
  tokenRequest,
  selfSubjectReview,
  selfSubjectAccessReview,
  selfSubjectRulesReview,
];

function kind<T>(group: string, name: string, schema: ObjectSchema<T>): BodyKind<T> {
  return { group, version: 'v1', kind: name, schema };
}
