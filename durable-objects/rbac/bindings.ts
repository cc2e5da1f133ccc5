import {
  type ClusterRoleBinding,
  clusterRoleBindings,
  clusterRoles,
  type PolicyRule,
  type RoleBinding,
  type RoleRef,
  roleBindings,
  roles,
  type Subject,
} from '../api/index.ts';
import type { User } from '../apimachinery/resource.ts';
import { notFound, type StatusError } from '../apimachinery/status-error.ts';
import type { Frozen } from '../lib/json.ts';
import { defineIndex, type Reader } from '../storage/store.ts';

type Rules = readonly Frozen<PolicyRule>[];
type Binding = Frozen<RoleBinding> | Frozen<ClusterRoleBinding>;

/** What one binding gives a user: rules, or the error that its role is not there. */
export interface Grant {
  readonly rules: Rules;
  readonly missing?: StatusError;
  /** `ClusterRoleBinding "x" of ClusterRole "y" to User "jane"`. */
  readonly because: () => string;
}

const clusterBindingsOf = defineIndex(clusterRoleBindings, ({ subjects = [] }) =>
  unique(subjects.map((one) => subjectKey(one, ''))),
);

const bindingsOf = defineIndex(roleBindings, ({ metadata, subjects = [] }) => {
  const { namespace = '' } = metadata;
  return unique(subjects.map((one) => `${namespace} ${subjectKey(one, namespace)}`));
});

/**
 * All that bindings give a user in a namespace ('': in the cluster), looked up by the user's name
 * and groups. Follows VisitRulesFor of pkg/registry/rbac/validation.
 */
export function* grantsOf(read: Reader, user: User, namespace: string): Generator<Grant> {
  const keys = [`User ${user.name}`, ...user.groups.map((group) => `Group ${group}`)];
  for (const key of keys)
    for (const binding of read.byIndex(clusterBindingsOf, key)) yield grant(read, binding, key, '');
  if (namespace === '') return;
  for (const key of keys)
    for (const binding of read.byIndex(bindingsOf, `${namespace} ${key}`))
      yield grant(read, binding, key, namespace);
}

function grant(read: Reader, binding: Binding, key: string, namespace: string): Grant {
  const { roleRef, subjects = [], metadata, kind } = binding;
  const found = rulesOf(read, roleRef, namespace);
  const because = (): string => {
    const one = subjects.find((subject) => subjectKey(subject, namespace) === key);
    const name = namespace === '' ? metadata.name : `${metadata.name}/${namespace}`;
    const to = one ? describeSubject(one, namespace) : '';
    return `${kind} "${name}" of ${roleRef.kind} "${roleRef.name}" to ${to}`;
  };
  return 'missing' in found ? { rules: [], ...found, because } : { ...found, because };
}

/** The rules of the role that is meant; a missing one by upstream's singular name. */
export function rulesOf(
  read: Reader,
  { kind, name }: Frozen<RoleRef>,
  namespace: string,
): { readonly rules: Rules } | { readonly missing: StatusError } {
  const isOfCluster = kind === clusterRoles.kind;
  const role = isOfCluster
    ? read.get(clusterRoles, { namespace: '', name })
    : read.get(roles, { namespace, name });
  if (role) return { rules: role.rules };
  const resource = isOfCluster ? clusterRoles : roles;
  const { group, singular: plural } = resource;
  return { missing: notFound({ group, plural }, name) };
}

/** A subject as the name or group that requests come with; accounts are users. */
function subjectKey({ kind, name, namespace }: Frozen<Subject>, own: string): string {
  if (kind !== 'ServiceAccount') return `${kind} ${name}`;
  return `User system:serviceaccount:${namespace || own}:${name}`;
}

function describeSubject({ kind, name, namespace }: Frozen<Subject>, own: string): string {
  return kind === 'ServiceAccount' ? `${kind} "${name}/${namespace || own}"` : `${kind} "${name}"`;
}

function unique(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)];
}
