import { deepEqual, type Json, type JsonObject } from '../../../lib/json.ts';
import { dryRunFlag, dryRunOf } from '../../dry-run.ts';
import { KubectlError } from '../../failure.ts';
import { flag } from '../../flags.ts';
import { resultPrinter } from '../../result.ts';
import type { Selected } from '../../selected.ts';
import { fieldManagerFlag, filenameFlags, printFlags, selectorFlag } from '../../shared-flags.ts';
import type { Call, Verb } from '../../verb.ts';
import { changeObjects, checkSetFlags, setTargets } from './change.ts';

const rbac = 'rbac.authorization.k8s.io';

/** `kubectl set subject`. Follows k8s.io/kubectl/pkg/cmd/set/set_subject.go. */
export const setSubject: Verb = {
  name: 'set subject',
  short: 'Update the user, group, or service account in a role binding or cluster role binding',
  long: 'Update the user, group, or service account in a role binding or cluster role binding.',
  examples: `  # Update a cluster role binding for serviceaccount1
  kubectl set subject clusterrolebinding admin --serviceaccount=namespace:serviceaccount1

  # Update a role binding for user1, user2, and group1
  kubectl set subject rolebinding admin --user=user1 --user=user2 --group=group1

  # Print the result (in YAML format) of updating rolebinding subjects from a local, without hitting the server
  kubectl create rolebinding admin --role=admin --user=admin -o yaml --dry-run=client | kubectl set subject --local -f - --user=foo -o yaml`,
  usage:
    'set subject (-f FILENAME | TYPE NAME) [--user=username] [--group=groupname] [--serviceaccount=namespace:serviceaccountname] [--dry-run=server|client|none] [options]',
  flags: [
    flag('--all=false', 'Select all resources, in the namespace of the specified resource types'),
    dryRunFlag,
    fieldManagerFlag('kubectl-set'),
    ...filenameFlags('Filename, directory, or URL to files the resource to update the subjects'),
    flag('--group=[]', 'Groups to bind to the role'),
    flag('--local=false', 'If true, set subject will NOT contact api-server but run locally.'),
    ...printFlags,
    selectorFlag,
    flag('--serviceaccount=[]', 'Service accounts to bind to the role'),
    flag('--user=[]', 'Usernames to bind to the role'),
  ],
  run(call) {
    const { args } = call;
    dryRunOf(args);
    resultPrinter(call, true);
    const { objects, failures } = setTargets(call, args.words);
    checkSetFlags(call);
    const subjects = subjectsOf(call, objects);
    return changeObjects(
      call,
      objects,
      {
        operation: 'subjects updated',
        failure: 'failed to patch subjects to rolebinding: ',
        change: ({ resource, object }) => {
          if (resource.group !== rbac || !resource.plural.endsWith('rolebindings'))
            throw new KubectlError(
              'setting subjects is only supported for RoleBinding/ClusterRoleBinding',
            );
          return added(object, subjects);
        },
      },
      failures,
    );
  },
};

function subjectsOf(call: Call, objects: readonly Selected[]): readonly JsonObject[] {
  const { args, namespace } = call;
  const [users, groups, accounts] = ['user', 'group', 'serviceaccount'].map((name) =>
    [...new Set(args.all(name))].sort(),
  );
  if (args.all('user').length + args.all('group').length + args.all('serviceaccount').length === 0)
    throw new KubectlError('you must specify at least one value of user, group or serviceaccount');
  const parts = (accounts ?? []).map((account) => {
    const [place = '', name = '', ...more] = account.split(':');
    if (name === '' || more.length > 0)
      throw new KubectlError('serviceaccount must be <namespace>:<name>');
    if (place === '' && objects.some(({ resource }) => !resource.namespaced))
      throw new KubectlError(
        'serviceaccount must be <namespace>:<name>, namespace must be specified',
      );
    return { kind: 'ServiceAccount', name, namespace: place || namespace };
  });
  return [
    ...(users ?? []).map((name) => ({ kind: 'User', apiGroup: rbac, name })),
    ...(groups ?? []).map((name) => ({ kind: 'Group', apiGroup: rbac, name })),
    ...parts,
  ];
}

function added(object: JsonObject, subjects: readonly JsonObject[]): JsonObject | undefined {
  const existing: readonly Json[] = Array.isArray(object.subjects) ? object.subjects : [];
  const fresh = subjects.filter((one) => !existing.some((other) => deepEqual(one, other)));
  return fresh.length === 0 ? undefined : { ...object, subjects: [...existing, ...fresh] };
}
