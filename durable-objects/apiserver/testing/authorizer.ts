import type { User } from '../../apimachinery/resource.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import type { Authenticator } from '../authenticator.ts';
import type { Attributes, Authorizer, Rule } from '../authorizer.ts';

/**
 * For tests without roles. Allows cluster administrators and the cluster's own components everything, and everybody who is
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
  rules: (user) => ({
    error: '',
    rules: [
      ...(isAdministrator(user) ? everything : []),
      ...(isSignedIn(user) ? selfReviews : []),
      { verbs: ['get'], nonResourceURLs: pathsFor(user) },
    ],
  }),
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

/** For tests without ServiceAccounts: no token is anybody's. */
export const noTokens: Authenticator = {
  authenticate: () => ({ error: 'invalid bearer token' }),
  issue: () => {
    throw badRequest('no tokens here');
  },
};
