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

export interface Authorizer {
  authorize(attributes: Attributes, read: Reader): Decision;
}

/**
 * Allows cluster administrators and the cluster's own components everything, and everybody who is
 * signed in what the roles system:discovery and system:basic-user allow.
 */
export const allowAdministrators: Authorizer = {
  authorize(attributes) {
    const { user, isResource, verb, path } = attributes;
    const isKnown = user.groups.includes('system:authenticated');
    const allowed =
      user.groups.includes('system:masters') ||
      isComponent(user) ||
      (isResource ? isKnown && isSelfReview(attributes) : verb === 'get' && isPublic(path));
    return { allowed, reason: '' };
  },
};

function isComponent({ name }: User): boolean {
  const prefixes = ['system:kube-', 'system:node:', 'system:serviceaccount:kube-system:'];
  return name === 'system:apiserver' || prefixes.some((prefix) => name.startsWith(prefix));
}

/** Questions about oneself. */
function isSelfReview({ verb, group, resource }: Attributes): boolean {
  const groups = ['authentication.k8s.io', 'authorization.k8s.io'];
  return verb === 'create' && groups.includes(group) && resource.startsWith('selfsubject');
}

/** Paths of the roles system:discovery and system:public-info-viewer. */
function isPublic(path: string): boolean {
  const places = ['/healthz', '/livez', '/readyz', '/version', '/api', '/apis', '/openapi'];
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}
