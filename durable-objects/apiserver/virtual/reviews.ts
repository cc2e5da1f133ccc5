import type { BodyKind } from '../../apimachinery/decode-body.ts';
import { invalid, invalidError } from '../../apimachinery/field-error.ts';
import {
  selfSubjectAccessReview,
  selfSubjectReview,
  selfSubjectRulesReview,
} from '../../apimachinery/requests.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import { formatTime, toSeconds } from '../../lib/instant.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Attributes, Authorizer, Rule } from '../authorizer.ts';
import type { RequestEnvironment } from '../environment.ts';

/** Reads the request's body. */
type Body = <T>(kind: BodyKind<T>) => T;

/** A kind that is answered, not stored: POST is all it knows. */
export interface VirtualResource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  create(body: Body, environment: RequestEnvironment, authorizer: Authorizer): JsonObject;
}

/** What `kubectl auth whoami` and `kubectl auth can-i` post. */
export const virtualResources: readonly VirtualResource[] = [
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    kind: 'SelfSubjectReview',
    plural: 'selfsubjectreviews',
    singular: 'selfsubjectreview',
    create: whoAmI,
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    kind: 'SelfSubjectAccessReview',
    plural: 'selfsubjectaccessreviews',
    singular: 'selfsubjectaccessreview',
    create: canI,
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    kind: 'SelfSubjectRulesReview',
    plural: 'selfsubjectrulesreviews',
    singular: 'selfsubjectrulesreview',
    create: whatMayI,
  },
];

function whoAmI(body: Body, { user, now, clockSkipped }: RequestEnvironment): JsonObject {
  const { kind, apiVersion } = body(selfSubjectReview);
  const { name, uid, groups } = user;
  return {
    kind,
    apiVersion,
    metadata: { creationTimestamp: formatTime(now - toSeconds(clockSkipped)) },
    status: { userInfo: { username: name, ...(uid === undefined ? {} : { uid }), groups } },
  };
}

function canI(body: Body, environment: RequestEnvironment, authorizer: Authorizer): JsonObject {
  const review = body(selfSubjectAccessReview);
  const { resourceAttributes, nonResourceAttributes } = review.spec ?? {};
  if ((resourceAttributes === undefined) === (nonResourceAttributes === undefined)) {
    const text = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
    const at = 'spec.resourceAttributes';
    throw invalid(selfSubjectAccessReview, '', [invalidError(at, resourceAttributes, text)]);
  }
  const attributes: Attributes = {
    user: environment.user,
    verb: resourceAttributes?.verb ?? nonResourceAttributes?.verb ?? '',
    isResource: resourceAttributes !== undefined,
    path: nonResourceAttributes?.path ?? '',
    group: resourceAttributes?.group ?? '',
    version: resourceAttributes?.version ?? '',
    resource: resourceAttributes?.resource ?? '',
    subresource: resourceAttributes?.subresource ?? '',
    namespace: resourceAttributes?.namespace ?? '',
    name: resourceAttributes?.name ?? '',
  };
  const { allowed, reason } = authorizer.authorize(attributes, environment.tx);
  return {
    kind: review.kind,
    apiVersion: review.apiVersion,
    metadata: {},
    spec: review.spec,
    status: { allowed, ...(reason === '' ? {} : { reason }) },
  } as JsonObject;
}

function whatMayI(
  body: Body,
  { user, tx }: RequestEnvironment,
  authorizer: Authorizer,
): JsonObject {
  const { kind, apiVersion, spec } = body(selfSubjectRulesReview);
  const namespace = spec?.namespace ?? '';
  if (namespace === '') throw badRequest('no namespace on request');
  const rules = authorizer.rules(user, namespace, tx).map((rule) => ({ ...rule }));
  const isResource = ({ nonResourceURLs }: Rule): boolean => nonResourceURLs === undefined;
  return {
    kind,
    apiVersion,
    metadata: {},
    spec: {},
    status: {
      resourceRules: rules.filter(isResource),
      nonResourceRules: rules.filter((rule) => !isResource(rule)),
      incomplete: false,
    },
  };
}
