import type { ApiRequest } from '../apimachinery/api-client.ts';
import type { User } from '../apimachinery/resource.ts';
import { internalError } from '../apimachinery/status-error.ts';
import type { Reader } from '../storage/store.ts';
import { mustBeAllowed } from './authorize.ts';
import type { Authorizer } from './authorizer.ts';

const serviceAccountPrefix = 'system:serviceaccount:';
const extraPrefix = 'impersonate-extra-';
const authentication = 'authentication.k8s.io';

/** Somebody who is named in a request's headers; groups and extra values may be none. */
interface Named {
  readonly name: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: { readonly [key: string]: readonly string[] };
}

/**
 * Whom a request is made as: `kubectl --as` names somebody else, which takes the verb impersonate
 * on all that is named. Throws Forbidden. Follows k8s.io/apiserver/pkg/endpoints/filters/impersonation.
 */
export function actingUser(
  request: ApiRequest,
  user: User,
  authorizer: Authorizer,
  read: Reader,
): User {
  const named = namedUser(request);
  if (!named) return user;
  const { name, uid, groups, extra } = named;
  const check = (place: { resource: string; name: string } & Partial<Place>): void =>
    mustBeAllowed(
      { user, verb: 'impersonate', version: '', isResource: true, path: '', ...nowhere, ...place },
      authorizer,
      read,
    );
  const account = accountOf(name);
  check(account ? { resource: 'serviceaccounts', ...account } : { resource: 'users', name });
  for (const group of groups) check({ resource: 'groups', name: group });
  for (const [key, values] of Object.entries(extra))
    for (const value of values)
      check({ group: authentication, resource: 'userextras', subresource: key, name: value });
  if (uid !== '') check({ group: authentication, resource: 'uids', name: uid });
  const own = account
    ? ['system:serviceaccounts', `system:serviceaccounts:${account.namespace}`]
    : [];
  return {
    name,
    ...(uid === '' ? {} : { uid }),
    groups: withKnownGroup(name, groups.length > 0 ? groups : own),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}

interface Place {
  readonly group: string;
  readonly subresource: string;
  readonly namespace: string;
}

const nowhere: Place = { group: '', subresource: '', namespace: '' };

function namedUser({ headers }: ApiRequest): Named | undefined {
  const groups = valuesOf(headers['impersonate-group']);
  const uid = headers['impersonate-uid'] ?? '';
  const extra: { [key: string]: readonly string[] } = {};
  for (const [header, value] of Object.entries(headers))
    if (header.startsWith(extraPrefix))
      extra[decoded(header.slice(extraPrefix.length))] = valuesOf(value);
  const name = headers['impersonate-user'] ?? '';
  if (name !== '') return { name, uid, groups, extra };
  const others = [...groups, ...(uid === '' ? [] : [uid]), ...Object.keys(extra)];
  if (others.length === 0) return undefined;
  throw internalError(`requested [${others.join(' ')}] without impersonating a user`);
}

/** Several headers of one name come joined by commas. */
function valuesOf(header: string | undefined): readonly string[] {
  return (header ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

function decoded(key: string): string {
  try {
    return decodeURIComponent(key);
  } catch {
    return key;
  }
}

function accountOf(name: string): { namespace: string; name: string } | undefined {
  if (!name.startsWith(serviceAccountPrefix)) return undefined;
  const parts = name.slice(serviceAccountPrefix.length).split(':');
  const [namespace, account] = parts;
  return parts.length === 2 && namespace && account ? { namespace, name: account } : undefined;
}

/** Whoever is named counts as signed in, but the anonymous user. */
function withKnownGroup(name: string, groups: readonly string[]): readonly string[] {
  const [signedIn, unknown] = ['system:authenticated', 'system:unauthenticated'];
  if (groups.includes(signedIn) || groups.includes(unknown)) return groups;
  return [...groups, name === 'system:anonymous' ? unknown : signedIn];
}
