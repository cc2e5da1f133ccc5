import type { BodyKind } from './decode-body.ts';
import { objectMeta } from './meta.ts';
import {
  array,
  boolean,
  type Infer,
  map,
  type ObjectSchema,
  object,
  pointer,
  present,
  required,
  string,
} from './schema.ts';

const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const type = { apiVersion: present(string()), kind: present(string()) };
const atomic = { list: 'atomic' } as const;

const authentication = 'io.k8s.api.authentication.v1';
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

const tokenReviewSchema = object(`${authentication}.TokenReview`, {
  ...type,
  metadata: present(objectMeta),
  spec: required(
    object(`${authentication}.TokenReviewSpec`, {
      token: string(),
      audiences: array(string(), atomic),
    }),
  ),
  status: present(
    object(`${authentication}.TokenReviewStatus`, {
      authenticated: boolean(),
      user: userInfo,
      audiences: array(string(), atomic),
      error: string(),
    }),
  ),
});
export type TokenReview = Infer<typeof tokenReviewSchema>;
export const tokenReview = kind('authentication.k8s.io', 'TokenReview', tokenReviewSchema);

const authorization = 'io.k8s.api.authorization.v1';
const requirement = (name: string) =>
  object(`${meta}.${name}`, {
    key: required(string()),
    operator: required(string()),
    values: array(string(), atomic),
  });
const selector = (name: string) =>
  object(`${authorization}.${name}SelectorAttributes`, {
    rawSelector: string(),
    requirements: array(requirement(`${name}SelectorRequirement`), atomic),
  });
const attributes = {
  resourceAttributes: pointer(
    object(`${authorization}.ResourceAttributes`, {
      namespace: string(),
      verb: string(),
      group: string(),
      version: string(),
      resource: string(),
      subresource: string(),
      name: string(),
      fieldSelector: pointer(selector('Field')),
      labelSelector: pointer(selector('Label')),
    }),
  ),
  nonResourceAttributes: pointer(
    object(`${authorization}.NonResourceAttributes`, { path: string(), verb: string() }),
  ),
};
const accessStatus = present(
  object(`${authorization}.SubjectAccessReviewStatus`, {
    allowed: required(boolean()),
    denied: boolean(),
    reason: string(),
    evaluationError: string(),
  }),
);

const selfSubjectAccessReviewSchema = object(`${authorization}.SelfSubjectAccessReview`, {
  ...type,
  metadata: present(objectMeta),
  spec: required(object(`${authorization}.SelfSubjectAccessReviewSpec`, attributes)),
  status: accessStatus,
});
export type SelfSubjectAccessReview = Infer<typeof selfSubjectAccessReviewSchema>;
export const selfSubjectAccessReview = kind(
  'authorization.k8s.io',
  'SelfSubjectAccessReview',
  selfSubjectAccessReviewSchema,
);

const accessSpec = required(
  object(`${authorization}.SubjectAccessReviewSpec`, {
    ...attributes,
    user: string(),
    groups: array(string(), atomic),
    extra: map(array(string())),
    uid: string(),
  }),
);
const subjectAccessReviewSchema = object(`${authorization}.SubjectAccessReview`, {
  ...type,
  metadata: present(objectMeta),
  spec: accessSpec,
  status: accessStatus,
});
export type SubjectAccessReview = Infer<typeof subjectAccessReviewSchema>;
export const subjectAccessReview = kind(
  'authorization.k8s.io',
  'SubjectAccessReview',
  subjectAccessReviewSchema,
);

const localSubjectAccessReviewSchema = object(`${authorization}.LocalSubjectAccessReview`, {
  ...type,
  metadata: present(objectMeta),
  spec: accessSpec,
  status: accessStatus,
});
export type LocalSubjectAccessReview = Infer<typeof localSubjectAccessReviewSchema>;
export const localSubjectAccessReview = kind(
  'authorization.k8s.io',
  'LocalSubjectAccessReview',
  localSubjectAccessReviewSchema,
);

const selfSubjectRulesReviewSchema = object(`${authorization}.SelfSubjectRulesReview`, {
  ...type,
  metadata: present(objectMeta),
  spec: required(object(`${authorization}.SelfSubjectRulesReviewSpec`, { namespace: string() })),
  status: present(
    object(`${authorization}.SubjectRulesReviewStatus`, {
      resourceRules: required(
        array(
          object(`${authorization}.ResourceRule`, {
            verbs: required(array(string(), atomic)),
            apiGroups: array(string(), atomic),
            resources: array(string(), atomic),
            resourceNames: array(string(), atomic),
          }),
          atomic,
        ),
      ),
      nonResourceRules: required(
        array(
          object(`${authorization}.NonResourceRule`, {
            verbs: required(array(string(), atomic)),
            nonResourceURLs: array(string(), atomic),
          }),
          atomic,
        ),
      ),
      incomplete: required(boolean()),
      evaluationError: string(),
    }),
  ),
});
export type SelfSubjectRulesReview = Infer<typeof selfSubjectRulesReviewSchema>;
export const selfSubjectRulesReview = kind(
  'authorization.k8s.io',
  'SelfSubjectRulesReview',
  selfSubjectRulesReviewSchema,
);

/** Questions about who somebody is and what they may do. */
export const reviewKinds: readonly BodyKind<unknown>[] = [
  selfSubjectReview,
  tokenReview,
  selfSubjectAccessReview,
  subjectAccessReview,
  localSubjectAccessReview,
  selfSubjectRulesReview,
];

function kind<T>(group: string, name: string, schema: ObjectSchema<T>): BodyKind<T> {
  return { group, version: 'v1', kind: name, schema };
}
