import { type Infer, object, present, required, string } from '../../apimachinery/schema.ts';
import type { Frozen } from '../../lib/json.ts';

/** The group of roles and bindings, and of the users and groups that bindings name. */
export const rbacGroup = 'rbac.authorization.k8s.io';

/** Whom a binding gives a role to. */
export const subject = object(
  'io.k8s.api.rbac.v1.Subject',
  {
    kind: required(string()),
    apiGroup: string(),
    name: required(string()),
    namespace: string(),
  },
  { atomic: true },
);
export type Subject = Infer<typeof subject>;

/** The role that a binding gives. */
export const roleRef = object(
  'io.k8s.api.rbac.v1.RoleRef',
  {
    apiGroup: present(string()),
    kind: required(string()),
    name: required(string()),
  },
  { atomic: true },
);
export type RoleRef = Infer<typeof roleRef>;

/** What both kinds of bindings have in common. */
export interface BindingParts {
  subjects?: Subject[];
  roleRef: RoleRef;
}

/** Users and groups are of this group unless said otherwise (pkg/apis/rbac/v1/defaults.go). */
export function setBindingDefaults(draft: BindingParts): void {
  draft.roleRef.apiGroup ||= rbacGroup;
  for (const one of draft.subjects ?? [])
    if (!one.apiGroup && (one.kind === 'User' || one.kind === 'Group')) one.apiGroup = rbacGroup;
}

/** The names of a binding's subjects of one kind, as its columns show them. */
export function subjectNames(
  subjects: Frozen<readonly Subject[]> | undefined,
  kind: string,
): string {
  return (subjects ?? [])
    .filter((one) => one.kind === kind)
    .map(({ name, namespace }) => (kind === 'ServiceAccount' ? `${namespace ?? ''}/${name}` : name))
    .join(', ');
}
