import type { User } from '../apimachinery/resource.ts';
import type { Reader } from '../storage/store.ts';

/** What somebody wants to do (k8s.io/apiserver/pkg/authorization/authorizer.Attributes). */
export interface Attributes {
  readonly user: User;
  readonly verb: string;
  /** False: `path` alone counts. */
  readonly isResource: boolean;
  readonly path: string;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly subresource: string;
  /** '' for cluster scope. */
  readonly namespace: string;
  readonly name: string;
}

export interface Decision {
  readonly allowed: boolean;
  /** Why; shown by `kubectl auth can-i` and in the 403's text after the standard words. */
  readonly reason: string;
}

/** What a user may do, as `kubectl auth can-i --list` prints it (rbac.PolicyRule). */
export interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  /** Set for rules about paths, which then have none of the others. */
  readonly nonResourceURLs?: readonly string[];
}

export interface Authorizer {
  authorize(attributes: Attributes, read: Reader): Decision;
  /** Everything a user may do in a namespace. */
  rules(user: User, namespace: string, read: Reader): readonly Rule[];
}

/**
 * Allows cluster administrators and the cluster's own components everything, and everybody who is
 * signed in what the roles system:discovery and system:basic-user allow.
 */
export const allowAdministrators: Authorizer = {
  authorize(attributes) {
    const { user, isResource, verb, path } = attributes;
    const allowed =
      isAdministrator(user) ||
      (isResource
        ? isSignedIn(user) && isSelfReview(attributes)
        : verb === 'get' && pathsFor(user).some((pattern) => matches(pattern, path)));
    return { allowed, reason: '' };
  },
  rules: (user) => [
    ...(isAdministrator(user) ? everything : []),
    ...(isSignedIn(user) ? selfReviews : []),
    { verbs: ['get'], nonResourceURLs: pathsFor(user) },
  ],
};

const everything: readonly Rule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/** Questions about oneself. */
const selfReviews: readonly Rule[] = [
  { verbs: ['create'], apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'] },
  {
    verbs: ['create'],
    apiGroups: ['authorization.k8s.io'],
    resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
  },
];

/** Paths of the role system:public-info-viewer, and those that system:discovery adds. */
const publicPaths = ['/healthz', '/livez', '/readyz', '/version', '/version/'];
const discoveryPaths = ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*'];

function isAdministrator({ name, groups }: User): boolean {
  const prefixes = ['system:kube-', 'system:node:', 'system:serviceaccount:kube-system:'];
  return (
    groups.includes('system:masters') ||
    name === 'system:apiserver' ||
    prefixes.some((prefix) => name.startsWith(prefix))
  );
}

function isSignedIn({ groups }: User): boolean {
  return groups.includes('system:authenticated');
}

function isSelfReview({ verb, group, resource }: Attributes): boolean {
  return selfReviews.some(
    ({ verbs, apiGroups, resources }) =>
      verbs.includes(verb) && apiGroups?.includes(group) && resources?.includes(resource),
  );
}

function pathsFor(user: User): readonly string[] {
  return isSignedIn(user) ? [...discoveryPaths, ...publicPaths] : publicPaths;
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}
