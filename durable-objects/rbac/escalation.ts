import {
  clusterRoleBindings,
  clusterRoles,
  type PolicyRule,
  rbacGroup,
  roleBindings,
  roles,
} from '../api/index.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import type { ResourceName, StatusError } from '../apimachinery/status-error.ts';
import { forbidden, notFound } from '../apimachinery/status-error.ts';
import type { AdmissionAttributes, AdmissionPlugin } from '../apiserver/admission/plugin.ts';
import { deepEqual, type Frozen } from '../lib/json.ts';
import { privilegedGroup, rbacAuthorizer } from './authorizer.ts';
import { rulesOf } from './bindings.ts';
import { missingText, quotedList, uncovered } from './coverage.ts';

type Rules = readonly Frozen<PolicyRule>[];

const everything: Rules = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];

/**
 * Nobody gives more than they have: roles may hold only rules that their author holds (or who may
 * `escalate`), bindings only roles of which the same is true (or which they may `bind`). Follows
 * pkg/registry/rbac/role/policybased and its neighbours; it stands last among the plugins that change objects, because
 * upstream looks before validation.
 */
export const escalationCheck: AdmissionPlugin = {
  name: 'rbac-escalation-check',
  admit(attributes, draft) {
    const { resource, operation, user, old, subresource } = attributes;
    if (resource.group !== rbacGroup || subresource !== '' || !draft) return;
    if (operation !== 'CREATE' && operation !== 'UPDATE') return;
    if (user.groups.includes(privilegedGroup)) return;
    if (old && changesOnlyCollection(draft, old)) return;
    if (isOne(resource, roles) || isOne(resource, clusterRoles)) checkRole(attributes, draft);
    else checkBinding(attributes, draft);
  },
};

interface RoleShape extends KubeObject {
  rules?: PolicyRule[];
  aggregationRule?: object;
}

function checkRole(attributes: AdmissionAttributes, draft: RoleShape): void {
  const { resource, namespace, old } = attributes;
  const { name } = draft.metadata;
  const place = { group: resource.group, resource: resource.plural, namespace, name };
  if (may(attributes, 'escalate', place)) return;
  const before = old as Frozen<RoleShape> | undefined;
  if (draft.aggregationRule || before?.aggregationRule) {
    const isAdministrator = beyond(attributes, everything).length === 0;
    if (isAdministrator) return;
    const why = 'must have cluster-admin privileges to use the aggregationRule';
    throw forbidden(resource, name, why);
  }
  confirm(attributes, name, draft.rules ?? []);
}

interface BindingShape extends KubeObject {
  roleRef?: { apiGroup?: string; kind?: string; name?: string };
}

function checkBinding(attributes: AdmissionAttributes, draft: BindingShape): void {
  const { namespace, resource, read } = attributes;
  if (!isOne(resource, roleBindings) && !isOne(resource, clusterRoleBindings)) return;
  const { apiGroup = rbacGroup, kind = '', name = '' } = draft.roleRef ?? {};
  const role = kind === clusterRoles.kind ? clusterRoles : roles;
  const place = { group: apiGroup, resource: role.plural, namespace, name };
  if (may(attributes, 'bind', place)) return;
  const found = rulesOf(read, { apiGroup, kind, name }, namespace);
  if ('missing' in found) throw notFound(role, name);
  confirm(attributes, draft.metadata.name, found.rules);
}

function confirm(attributes: AdmissionAttributes, name: string, wanted: Rules): void {
  const missing = beyond(attributes, wanted);
  if (missing.length === 0) return;
  throw escalation(attributes, name, missing);
}

function escalation(
  { user, namespace, read, resource }: AdmissionAttributes,
  name: string,
  missing: Rules,
): StatusError {
  const { error } = rbacAuthorizer.rules(user, namespace, read);
  const who = `user ${JSON.stringify(user.name)} (groups=${quotedList(user.groups)})`;
  const what = 'is attempting to grant RBAC permissions not currently held';
  const suffix = error === '' ? '' : `; resolution errors: [${error}]`;
  return forbidden(resource, name, `${who} ${what}:\n${missingText(missing)}${suffix}`);
}

function beyond({ user, namespace, read }: AdmissionAttributes, wanted: Rules): Rules {
  return uncovered(rbacAuthorizer.rules(user, namespace, read).rules, wanted);
}

function may(
  { user, read }: AdmissionAttributes,
  verb: string,
  place: { group: string; resource: string; namespace: string; name: string },
): boolean {
  const about = { verb, isResource: true, path: '', version: '*', subresource: '', ...place };
  return rbacAuthorizer.authorize({ user, ...about }, read).allowed;
}

/** A change that only lets the garbage collector do its work. */
function changesOnlyCollection(draft: KubeObject, old: Frozen<KubeObject>): boolean {
  const { ownerReferences: _owners, finalizers: _finalizers, ...metadata } = draft.metadata;
  const { ownerReferences, finalizers } = old.metadata;
  const asBefore = {
    ...metadata,
    ...(ownerReferences ? { ownerReferences } : {}),
    ...(finalizers ? { finalizers } : {}),
  };
  return deepEqual({ ...draft, metadata: asBefore }, old);
}

function isOne(a: ResourceName, b: ResourceName): boolean {
  return a.group === b.group && a.plural === b.plural;
}
