import {
  type FieldError,
  FieldPath,
  invalid,
  invalidError,
} from '../../apimachinery/field-error.ts';
import type { User } from '../../apimachinery/resource.ts';
import {
  localSubjectAccessReview,
  type SelfSubjectAccessReview,
  type SubjectAccessReview,
  selfSubjectAccessReview,
  selfSubjectRulesReview,
  subjectAccessReview,
} from '../../apimachinery/review-kinds.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import type { JsonObject } from '../../lib/json.ts';
import type { Attributes, Rule } from '../authorizer.ts';
import type { VirtualCall } from './virtual-resource.ts';

type Asked = SelfSubjectAccessReview['spec'];
type AskedFor = SubjectAccessReview['spec'];

const at = FieldPath.of('spec');

/** `kubectl auth can-i get pods`. Follows pkg/registry/authorization/selfsubjectaccessreview. */
export function canI(call: VirtualCall): JsonObject {
  const review = call.body(selfSubjectAccessReview);
  const errors = askedErrors(review.spec);
  if (errors.length > 0) throw invalid(selfSubjectAccessReview, '', errors);
  return answer(call, review, call.environment.user);
}

/** The same about somebody else (pkg/registry/authorization/subjectaccessreview). */
export function mayThey(call: VirtualCall): JsonObject {
  const review = call.body(subjectAccessReview);
  const errors = [...askedErrors(review.spec), ...subjectErrors(review.spec)];
  if (errors.length > 0) throw invalid(subjectAccessReview, '', errors);
  return answer(call, review, subjectOf(review.spec));
}

/** The same within one namespace (pkg/registry/authorization/localsubjectaccessreview). */
export function mayTheyHere(call: VirtualCall): JsonObject {
  const review = call.body(localSubjectAccessReview);
  const { spec, metadata } = review;
  const namespace = metadata?.namespace ?? '';
  if (namespace !== '' && namespace !== call.namespace)
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  const errors = [...askedErrors(spec), ...subjectErrors(spec), ...localErrors(spec, call)];
  if (errors.length > 0) throw invalid(localSubjectAccessReview, '', errors);
  const place = { ...review, metadata: { namespace: call.namespace } };
  return answer(call, place, subjectOf(spec));
}

function askedErrors({
  resourceAttributes: resource,
  nonResourceAttributes: path,
}: Asked): readonly FieldError[] {
  if (resource && path) {
    const text = 'cannot be specified in combination with resourceAttributes';
    return [invalidError(at.child('nonResourceAttributes'), path, text)];
  }
  if (resource || path) return [];
  const text = 'exactly one of nonResourceAttributes or resourceAttributes must be specified';
  return [invalidError(at.child('resourceAttributes'), null, text)];
}

function subjectErrors({ user, groups }: AskedFor): readonly FieldError[] {
  if (user || (groups ?? []).length > 0) return [];
  const text = 'at least one of user or group must be specified';
  return [invalidError(at.child('user'), user ?? '', text)];
}

function localErrors(spec: AskedFor, { namespace }: VirtualCall): readonly FieldError[] {
  const { resourceAttributes, nonResourceAttributes } = spec;
  const asked = resourceAttributes?.namespace ?? '';
  const elsewhere = resourceAttributes && asked !== namespace;
  const text = 'disallowed on this kind of request';
  return [
    ...(elsewhere
      ? [
          invalidError(
            at.child('resourceAttributes', 'namespace'),
            asked,
            'must match metadata.namespace',
          ),
        ]
      : []),
    ...(nonResourceAttributes
      ? [invalidError(at.child('nonResourceAttributes'), nonResourceAttributes, text)]
      : []),
  ];
}

function subjectOf({ user, uid, groups, extra }: AskedFor): User {
  return {
    name: user ?? '',
    ...(uid ? { uid } : {}),
    groups: groups ?? [],
    ...(extra ? { extra } : {}),
  };
}

function answer(
  { environment, authorizer }: VirtualCall,
  {
    kind,
    apiVersion,
    metadata,
    spec,
  }: { kind: string; apiVersion: string; metadata?: object; spec: Asked },
  user: User,
): JsonObject {
  const { allowed, reason } = authorizer.authorize(attributesOf(spec, user), environment.tx);
  const status = { allowed, ...(reason === '' ? {} : { reason }) };
  return { kind, apiVersion, metadata: { ...metadata }, spec, status } as JsonObject;
}

function attributesOf(
  { resourceAttributes: resource, nonResourceAttributes: path }: Asked,
  user: User,
): Attributes {
  return {
    user,
    verb: resource?.verb ?? path?.verb ?? '',
    isResource: resource !== undefined,
    path: path?.path ?? '',
    group: resource?.group ?? '',
    version: resource?.version ?? '',
    resource: resource?.resource ?? '',
    subresource: resource?.subresource ?? '',
    namespace: resource?.namespace ?? '',
    name: resource?.name ?? '',
  };
}

/** `kubectl auth can-i --list`. Follows pkg/registry/authorization/selfsubjectrulesreview. */
export function whatMayI({ body, environment, authorizer }: VirtualCall): JsonObject {
  const { kind, apiVersion, spec } = body(selfSubjectRulesReview);
  const namespace = spec.namespace ?? '';
  if (namespace === '') throw badRequest('no namespace on request');
  const { rules, error } = authorizer.rules(environment.user, namespace, environment.tx);
  const isResource = ({ nonResourceURLs }: Rule): boolean => nonResourceURLs === undefined;
  const shown = rules.map((rule) => ({ ...rule }));
  return {
    kind,
    apiVersion,
    metadata: {},
    spec: {},
    status: {
      resourceRules: shown.filter(isResource),
      nonResourceRules: shown.filter((rule) => !isResource(rule)),
      incomplete: false,
      ...(error === '' ? {} : { evaluationError: error }),
    },
  };
}
