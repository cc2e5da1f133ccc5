import { describe, expect, test } from 'vitest';
import { call, read, testCluster } from '../testing/clusters.ts';
import { rule } from './policy/notation.ts';
import { ask, binding, make, role } from './testing/people.ts';

/** Ann manages roles in default and holds what edit gives; bob may escalate and bind. */
function managed() {
  const cluster = testCluster();
  const manage = rule('* | rbac.authorization.k8s.io | roles rolebindings clusterroles');
  const all = (verbs: string) => rule(`${verbs} | rbac.authorization.k8s.io | *`);
  make(cluster, 'roles', 'default', role('manage', { ...manage, verbs: ['create', 'update'] }));
  make(cluster, 'rolebindings', 'default', binding('m', 'Role/manage', 'User/ann'));
  make(cluster, 'rolebindings', 'default', binding('e', 'ClusterRole/edit', 'User/ann'));
  make(cluster, 'clusterroles', '', role('trusted', all('create escalate'), all('bind')));
  make(cluster, 'clusterrolebindings', '', binding('t', 'ClusterRole/trusted', 'User/bob'));
  make(cluster, 'clusterroles', '', role('roles', all('create')));
  make(cluster, 'clusterrolebindings', '', binding('r', 'ClusterRole/roles', 'User/kim'));
  return cluster;
}

const held = rule('get create | core | pods configmaps');
const beyond = [rule('get list | core | nodes'), rule('delete get | apps | deployments')];

describe('nobody gives more than they have', () => {
  test('a role with rules that its author lacks is refused, each missing rule on a line', () => {
    const cluster = managed();
    expect(make(cluster, 'roles', 'default', role('ok', held), 'ann')).toBe('201');
    expect(make(cluster, 'roles', 'default', role('more', held, ...beyond), 'ann')).toBe(
      '403 roles.rbac.authorization.k8s.io "more" is forbidden: user "ann" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n' +
        '{APIGroups:[""], Resources:["nodes"], Verbs:["get" "list"]}',
    );
    expect(make(cluster, 'roles', 'default', role('more', ...beyond), 'bob')).toBe('201');
  });

  test('widening a role by an update is the same', () => {
    const cluster = managed();
    const path = '/apis/rbac.authorization.k8s.io/v1/namespaces/default/roles/manage';
    const body = role('manage', ...beyond);
    expect(ask(cluster, 'ann', `PUT ${path}`, body)).toContain('not currently held');
    expect(ask(cluster, 'ann', `PUT ${path}`, role('manage', held))).toBe('200');
  });

  test('a binding of a role takes its rules, or the verb bind', () => {
    const cluster = managed();
    const bind = (to: string, as: string): string =>
      make(cluster, 'rolebindings', 'default', binding(`of-${as}`, to, 'User/eve'), as);
    expect(bind('ClusterRole/view', 'ann')).toBe('201');
    expect(bind('ClusterRole/cluster-admin', 'ann')).toBe(
      '403 rolebindings.rbac.authorization.k8s.io "of-ann" is forbidden: user "ann" (groups=["system:authenticated"]) is attempting to grant RBAC permissions not currently held:\n' +
        '{APIGroups:["*"], Resources:["*"], Verbs:["*"]}\n{NonResourceURLs:["*"], Verbs:["*"]}',
    );
    expect(bind('Role/none', 'ann')).toBe('404 roles.rbac.authorization.k8s.io "none" not found');
    expect(bind('ClusterRole/cluster-admin', 'bob')).toBe('201');
  });

  test('gathering roles by labels is for administrators', () => {
    const aggregationRule = { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] };
    const body = { metadata: { name: 'all' }, aggregationRule };
    const cluster = managed();
    expect(make(cluster, 'clusterroles', '', body, 'kim')).toBe(
      '403 clusterroles.rbac.authorization.k8s.io "all" is forbidden: must have cluster-admin privileges to use the aggregationRule',
    );
    expect(make(cluster, 'clusterroles', '', body)).toBe('201');
  });
});

describe('bindings and roles', () => {
  const cluster = testCluster();
  const path = '/apis/rbac.authorization.k8s.io/v1';

  test('a binding is for one role for good', () => {
    make(cluster, 'clusterrolebindings', '', binding('b', 'ClusterRole/view', 'User/jane'));
    const changed = binding('b', 'ClusterRole/edit', 'User/jane');
    expect(ask(cluster, 'x+system:masters', `PUT ${path}/clusterrolebindings/b`, changed)).toBe(
      '422 ClusterRoleBinding.rbac.authorization.k8s.io "b" is invalid: roleRef: Invalid value: {"APIGroup":"rbac.authorization.k8s.io","Kind":"ClusterRole","Name":"edit"}: cannot change roleRef',
    );
  });

  test.each([
    [
      'roles',
      role('r', {}),
      'Role.rbac.authorization.k8s.io "r" is invalid: [rules[0].verbs: Required value: verbs must contain at least one value, rules[0].apiGroups: Required value: resource rules must supply at least one api group, rules[0].resources: Required value: resource rules must supply at least one resource]',
    ],
    [
      'roles',
      role('r', { verbs: ['get'], nonResourceURLs: ['/a'] }),
      'Role.rbac.authorization.k8s.io "r" is invalid: rules[0].nonResourceURLs: Invalid value: ["/a"]: namespaced rules cannot apply to non-resource URLs',
    ],
    [
      'rolebindings',
      binding('b', 'Thing/x', 'User/', 'Robot/x'),
      'RoleBinding.rbac.authorization.k8s.io "b" is invalid: [roleRef.kind: Unsupported value: "Thing": supported values: "Role", "ClusterRole", subjects[0].name: Required value, subjects[1].kind: Unsupported value: "Robot": supported values: "ServiceAccount", "User", "Group"]',
    ],
  ])('%s that are wrong: %#', (plural, body, expected) => {
    expect(make(cluster, plural, 'default', body)).toBe(`422 ${expected}`);
  });

  test('a role gathers the rules of roles with its labels, and loses them with the roles', () => {
    const parts = (name: string): object => ({
      ...role(name, held),
      metadata: { name, labels: { gather: 'yes' } },
    });
    const aggregationRule = { clusterRoleSelectors: [{ matchLabels: { gather: 'yes' } }] };
    make(cluster, 'clusterroles', '', { metadata: { name: 'whole' }, aggregationRule });
    const rules = (): unknown =>
      read<{ rules?: never }>(cluster, `${path}/clusterroles/whole`).rules;
    expect(rules()).toEqual([]);
    make(cluster, 'clusterroles', '', parts('part'));
    expect(rules()).toEqual([held]);
    call(cluster, 'DELETE', `${path}/clusterroles/part`);
    expect(rules()).toEqual([]);
  });
});
