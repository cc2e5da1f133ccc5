import type { JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import type { Call } from '../../verb.ts';
import { generatorVerb, metadataOf, requireName } from './generator.ts';

const rbac = 'rbac.authorization.k8s.io';

/** `kubectl create rolebinding`. */
export const createRoleBinding = generatorVerb({
  name: 'create rolebinding',
  short: 'Create a role binding for a particular role or cluster role',
  long: 'Create a role binding for a particular role or cluster role.',
  examples: `  # Create a role binding for user1, user2, and group1 using the admin cluster role
  kubectl create rolebinding admin --clusterrole=admin --user=user1 --user=user2 --group=group1

  # Create a role binding for service account monitoring:sa-dev using the admin role
  kubectl create rolebinding admin-binding --role=admin --serviceaccount=monitoring:sa-dev`,
  usage:
    'create rolebinding NAME --clusterrole=NAME|--role=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]',
  flags: [
    flag("--clusterrole=''", 'ClusterRole this RoleBinding should reference'),
    flag(
      '--group=[]',
      'Groups to bind to the role. The flag can be repeated to add multiple groups.',
    ),
    flag("--role=''", 'Role this RoleBinding should reference'),
    flag(
      '--serviceaccount=[]',
      'Service accounts to bind to the role, in the format <namespace>:<name>. The flag can be repeated to add multiple service accounts.',
    ),
    flag(
      '--user=[]',
      'Usernames to bind to the role. The flag can be repeated to add multiple users.',
    ),
  ],
  makes: {
    group: rbac,
    version: 'v1',
    kind: 'RoleBinding',
    plural: 'rolebindings',
    singular: 'rolebinding',
    namespaced: true,
  },
  failure: 'failed to create rolebinding: ',
  build(call, name) {
    const { args } = call;
    requireName(name);
    const role = args.text('role');
    const clusterRole = args.text('clusterrole');
    if ((role === '') === (clusterRole === ''))
      throw new KubectlError('exactly one of clusterrole or role must be specified');
    const kind = role === '' ? 'ClusterRole' : 'Role';
    return {
      metadata: metadataOf(call, name),
      ...subjectsOf(call),
      roleRef: { apiGroup: rbac, kind, name: role || clusterRole },
    };
  },
});

/** `kubectl create clusterrolebinding`. */
export const createClusterRoleBinding = generatorVerb({
  name: 'create clusterrolebinding',
  short: 'Create a cluster role binding for a particular cluster role',
  long: 'Create a cluster role binding for a particular cluster role.',
  examples: `  # Create a cluster role binding for user1, user2, and group1 using the cluster-admin cluster role
  kubectl create clusterrolebinding cluster-admin --clusterrole=cluster-admin --user=user1 --user=user2 --group=group1`,
  usage:
    'create clusterrolebinding NAME --clusterrole=NAME [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]',
  flags: [
    flag("--clusterrole=''", 'ClusterRole this ClusterRoleBinding should reference'),
    flag(
      '--group=[]',
      'Groups to bind to the clusterrole. The flag can be repeated to add multiple groups.',
    ),
    flag(
      '--serviceaccount=[]',
      'Service accounts to bind to the clusterrole, in the format <namespace>:<name>. The flag can be repeated to add multiple service accounts.',
    ),
    flag(
      '--user=[]',
      'Usernames to bind to the clusterrole. The flag can be repeated to add multiple users.',
    ),
  ],
  required: ['clusterrole'],
  makes: {
    group: rbac,
    version: 'v1',
    kind: 'ClusterRoleBinding',
    plural: 'clusterrolebindings',
    singular: 'clusterrolebinding',
    namespaced: false,
  },
  failure: 'failed to create clusterrolebinding: ',
  build(call, name) {
    const roleRef = { apiGroup: rbac, kind: 'ClusterRole', name: call.args.text('clusterrole') };
    return { metadata: { name }, ...subjectsOf(call), roleRef };
  },
});

function subjectsOf({ args }: Call): { readonly subjects?: readonly JsonObject[] } {
  const subjects = [
    ...args.all('user').map((name) => ({ kind: 'User', apiGroup: rbac, name })),
    ...args.all('group').map((name) => ({ kind: 'Group', apiGroup: rbac, name })),
    ...args.all('serviceaccount').map((text) => {
      const [namespace = '', name = '', ...more] = text.split(':');
      if (namespace === '' || name === '' || more.length > 0)
        throw new KubectlError('serviceaccount must be <namespace>:<name>');
      return { kind: 'ServiceAccount', name, namespace };
    }),
  ];
  return subjects.length === 0 ? {} : { subjects };
}
