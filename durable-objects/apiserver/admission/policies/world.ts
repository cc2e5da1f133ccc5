import type { AccessCheck } from '../../../cel/library/authorizer.ts';
import type { ServedResources } from '../../../storage/store.ts';
import type { Authorizer } from '../../authorizer.ts';
import type { AdmissionAttributes } from '../plugin.ts';

/** What policies know of the server beside the request. */
export interface PolicyWorld {
  readonly resources: ServedResources;
  readonly authorizer: Authorizer;
}

/** Answers the variable `authorizer` in the name of who makes the request, unless it says whose. */
export function accessCheck(
  { authorizer }: PolicyWorld,
  { user, read }: AdmissionAttributes,
): AccessCheck {
  return ({ verb, serviceAccount, path, group, resource, subresource, namespace, name }) => {
    const asker = serviceAccount ? serviceAccountUser(...serviceAccount) : user;
    const about = { group, version: '*', resource, subresource, namespace, name };
    return authorizer.authorize(
      { user: asker, verb, isResource: path === undefined, path: path ?? '', ...about },
      read,
    );
  };
}

function serviceAccountUser(
  namespace: string,
  name: string,
): { readonly name: string; readonly groups: readonly string[] } {
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: [
      'system:serviceaccounts',
      `system:serviceaccounts:${namespace}`,
      'system:authenticated',
    ],
  };
}
