import type { ApiRequest } from '../apimachinery/api-client.ts';
import type { User } from '../apimachinery/resource.ts';
import { forbidden } from '../apimachinery/status-error.ts';
import type { Reader } from '../storage/store.ts';
import type { Authorizer } from './authorizer.ts';

const serviceAccountPrefix = 'system:serviceaccount:';

/**
 * Whom a request is made as: `kubectl --as` names somebody else, which takes the verb impersonate.
 * Throws Forbidden. Follows k8s.io/apiserver/pkg/endpoints/filters/impersonation.go.
 */
export function actingUser(
  request: ApiRequest,
  user: User,
  authorizer: Authorizer,
  read: Reader,
): User {
  const name = request.headers['impersonate-user'];
  if (name === undefined || name === '') return user;
  const uid = request.headers['impersonate-uid'];
  const groups = (request.headers['impersonate-group'] ?? '')
    .split(',')
    .filter((one) => one !== '');
  const isAccount = name.startsWith(serviceAccountPrefix);
  const [namespace = '', account = ''] = name.slice(serviceAccountPrefix.length).split(':');
  const subject = isAccount
    ? { resource: 'serviceaccounts', namespace, name: account }
    : { resource: 'users', namespace: '', name };
  check(subject);
  for (const group of groups) check({ resource: 'groups', namespace: '', name: group });
  const own = isAccount ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`] : [];
  const all = groups.length > 0 ? groups : own;
  const known = name === 'system:anonymous' ? 'system:unauthenticated' : 'system:authenticated';
  return {
    name,
    ...(uid === undefined ? {} : { uid }),
    groups: all.includes(known) ? all : [...all, known],
  };

  function check(place: { resource: string; namespace: string; name: string }): void {
    const about = { group: '', version: 'v1', subresource: '', isResource: true, path: '' };
    const { allowed } = authorizer.authorize(
      { user, verb: 'impersonate', ...about, ...place },
      read,
    );
    if (allowed) return;
    const scope =
      place.namespace === '' ? 'at the cluster scope' : `in the namespace "${place.namespace}"`;
    throw forbidden(
      { group: '', plural: place.resource },
      place.name,
      `User "${user.name}" cannot impersonate resource "${place.resource}" in API group "" ${scope}`,
    );
  }
}
