import { beforeAll, describe, expect, test } from 'vitest';
import type { Cluster } from '../cluster/index.ts';
import { testCluster } from '../testing/clusters.ts';
import { rule } from './policy/notation.ts';
import { ask, binding, make, role } from './testing/people.ts';

const pods = '/api/v1/namespaces/default/pods';
const refused = (what: string): string => `403 ${what}`;

/** In the namespace default: jane reads pods, the group dev scales, robot has a role that is gone. */
function staffed(): Cluster {
  const cluster = testCluster();
  const made = [
    make(cluster, 'roles', 'default', role('reader', rule('get list | core | pods pods/log'))),
    make(cluster, 'rolebindings', 'default', binding('jane', 'Role/reader', 'User/jane')),
    make(cluster, 'roles', 'default', role('scaler', rule('* | apps | */scale'))),
    make(cluster, 'rolebindings', 'default', binding('dev', 'Role/scaler', 'Group/dev')),
    make(
      cluster,
      'roles',
      'default',
      role('one', rule('get patch | core | configmaps | settings')),
    ),
    make(cluster, 'rolebindings', 'default', binding('one', 'Role/one', 'ServiceAccount/robot')),
    make(cluster, 'rolebindings', 'default', binding('lost', 'Role/gone', 'User/ann')),
    make(cluster, 'clusterrolebindings', '', binding('lost', 'ClusterRole/gone', 'User/ann')),
    make(cluster, 'clusterrolebindings', '', binding('view', 'ClusterRole/view', 'User/bob')),
    make(cluster, 'clusterroles', '', role('watcher', rule('get | /metrics /logs/*'))),
    make(cluster, 'clusterrolebindings', '', binding('w', 'ClusterRole/watcher', 'Group/ops')),
    make(cluster, 'rolebindings', 'kube-system', binding('e', 'ClusterRole/edit', 'User/jane')),
  ];
  expect(made).toEqual(made.map(() => '201'));
  return cluster;
}

describe('who may do what', () => {
  let cluster: Cluster;
  beforeAll(() => {
    cluster = staffed();
  });

  test.each([
    ['jane', `GET ${pods}`, '200'],
    [
      'jane',
      `DELETE ${pods}/web-0`,
      'pods "web-0" is forbidden: User "jane" cannot delete resource "pods" in API group "" in the namespace "default"',
    ],
    [
      'jane',
      'GET /api/v1/pods',
      'pods is forbidden: User "jane" cannot list resource "pods" in API group "" at the cluster scope',
    ],
    ['jane', 'GET /api/v1/namespaces/kube-system/secrets', '200'],
    [
      'jane',
      `POST ${pods}/web-0/exec`,
      'pods "web-0" is forbidden: User "jane" cannot create resource "pods/exec" in API group "" in the namespace "default"',
    ],
    [
      'mia+dev',
      'GET /apis/apps/v1/namespaces/default/statefulsets/web/scale',
      '404 statefulsets.apps "web" not found',
    ],
    [
      'mia+dev',
      'GET /apis/apps/v1/namespaces/default/statefulsets/web',
      'statefulsets.apps "web" is forbidden: User "mia" cannot get resource "statefulsets" in API group "apps" in the namespace "default"',
    ],
    [
      'system:serviceaccount:default:robot',
      'GET /api/v1/namespaces/default/configmaps/settings',
      '404 configmaps "settings" not found',
    ],
    [
      'system:serviceaccount:default:robot',
      'GET /api/v1/namespaces/default/configmaps/other',
      'configmaps "other" is forbidden: User "system:serviceaccount:default:robot" cannot get resource "configmaps" in API group "" in the namespace "default"',
    ],
    [
      'ann',
      `GET ${pods}`,
      'pods is forbidden: User "ann" cannot list resource "pods" in API group "" in the namespace "default": RBAC: [clusterrole.rbac.authorization.k8s.io "gone" not found, role.rbac.authorization.k8s.io "gone" not found]',
    ],
    [
      'ann',
      'GET /api/v1/nodes',
      'nodes is forbidden: User "ann" cannot list resource "nodes" in API group "" at the cluster scope: RBAC: clusterrole.rbac.authorization.k8s.io "gone" not found',
    ],
    ['bob', 'GET /apis/apps/v1/deployments', '200'],
    [
      'bob',
      'GET /api/v1/secrets',
      'secrets is forbidden: User "bob" cannot list resource "secrets" in API group "" at the cluster scope',
    ],
    ['eve', 'GET /version', '200'],
    ['eve', 'GET /apis', '200'],
    ['system:anonymous', 'GET /version', '200'],
    ['system:anonymous', 'GET /apis', 'forbidden: User "system:anonymous" cannot get path "/apis"'],
    ['eve', 'GET /metrics', 'forbidden: User "eve" cannot get path "/metrics"'],
    ['kim+ops', 'GET /logs/a/b', '404'],
  ])('%s: %s', (who, request, expected) => {
    const line = ask(cluster, who, request);
    if (expected === '404') expect(line).toMatch(/^404/);
    else expect(line).toBe(/^\d{3}/.test(expected) ? expected : refused(expected));
  });
});

describe('acting as somebody else takes the verb impersonate', () => {
  const cluster = staffed();
  const bob = 'system:serviceaccount:default:bob';
  const asBob = (headers: object): string => {
    const client = cluster.as({ name: bob, groups: ['system:authenticated'] });
    const answer = client.request({
      method: 'GET',
      path: pods,
      query: '',
      headers: { accept: 'application/json', ...headers },
    });
    if (answer.type !== 'reply') throw new Error('a reply');
    const { message } = JSON.parse(String(answer.body)) as { message?: string };
    return `${answer.status} ${message ?? ''}`.trim();
  };
  const cannot = (what: string, group = ''): string =>
    `User "${bob}" cannot impersonate resource "${what}" in API group "${group}"`;

  test('users, groups, accounts, uids and extra values, each by itself', () => {
    const user = { 'impersonate-user': 'jane' };
    expect(asBob(user)).toBe(
      `403 users "jane" is forbidden: ${cannot('users')} at the cluster scope`,
    );
    const rules = [
      rule('impersonate | core | users | jane'),
      rule('impersonate | core | serviceaccounts'),
    ];
    make(cluster, 'clusterroles', '', role('actor', ...rules));
    make(cluster, 'clusterrolebindings', '', binding('a', 'ClusterRole/actor', `User/${bob}`));
    expect(asBob(user)).toBe('200');
    expect(asBob({ ...user, 'impersonate-group': 'dev, ops' })).toBe(
      `403 groups "dev" is forbidden: ${cannot('groups')} at the cluster scope`,
    );
    expect(asBob({ ...user, 'impersonate-uid': '7' })).toBe(
      `403 uids.authentication.k8s.io "7" is forbidden: ${cannot('uids', 'authentication.k8s.io')} at the cluster scope`,
    );
    expect(asBob({ ...user, 'impersonate-extra-scopes': 'view' })).toBe(
      `403 userextras.authentication.k8s.io "view" is forbidden: ${cannot('userextras/scopes', 'authentication.k8s.io')} at the cluster scope`,
    );
    expect(asBob({ 'impersonate-group': 'dev' })).toBe(
      '500 Internal error occurred: requested [dev] without impersonating a user',
    );
  });

  test('an account that is named has the groups of accounts', () => {
    expect(asBob({ 'impersonate-user': 'system:serviceaccount:shop:cart' })).toContain(
      'User "system:serviceaccount:shop:cart" cannot list resource "pods"',
    );
  });
});
