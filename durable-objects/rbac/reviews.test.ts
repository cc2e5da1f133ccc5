import { describe, expect, test } from 'vitest';
import { call, testCluster } from '../testing/clusters.ts';
import { rule } from './policy/notation.ts';
import { binding, make, role } from './testing/people.ts';

const cluster = testCluster();
make(cluster, 'roles', 'default', role('reader', rule('get list | core | pods')));
make(cluster, 'rolebindings', 'default', binding('jane', 'Role/reader', 'User/jane'));

const authorization = '/apis/authorization.k8s.io/v1';
const pods = { namespace: 'default', verb: 'list', resource: 'pods' };

function review(path: string, spec: object, as = ''): { status?: object; message?: string } {
  const headers = as === '' ? {} : { 'impersonate-user': as };
  return JSON.parse(String(call(cluster, 'POST', path, { spec }, headers).body)) as never;
}

describe('[sig-auth] SubjectReview should support SubjectReview API operations', () => {
  const because = 'RBAC: allowed by RoleBinding "jane/default" of Role "reader" to User "jane"';

  test.each([
    ['subjectaccessreviews', pods, { allowed: true, reason: because }],
    ['subjectaccessreviews', { ...pods, verb: 'delete' }, { allowed: false }],
    ['subjectaccessreviews', { ...pods, namespace: 'kube-system' }, { allowed: false }],
    ['namespaces/default/localsubjectaccessreviews', pods, { allowed: true, reason: because }],
  ])('%s of %j', (path, resourceAttributes, status) => {
    const spec = { resourceAttributes, user: 'jane' };
    expect(review(`${authorization}/${path}`, spec).status).toEqual(status);
  });

  test('about oneself, by resource and by path', () => {
    const mine = `${authorization}/selfsubjectaccessreviews`;
    expect(review(mine, { resourceAttributes: pods }, 'jane').status).toMatchObject({
      allowed: true,
    });
    expect(
      review(mine, { nonResourceAttributes: { path: '/metrics', verb: 'get' } }, 'jane').status,
    ).toEqual({ allowed: false });
    expect(review(mine, { resourceAttributes: pods }).status).toEqual({ allowed: true });
  });
});

describe('reviews that ask nothing', () => {
  const self = 'SelfSubjectAccessReview.authorization.k8s.io "" is invalid: ';
  const local = 'LocalSubjectAccessReview.authorization.k8s.io "" is invalid: ';
  const other = { ...pods, namespace: 'shop' };
  test.each([
    [
      'selfsubjectaccessreviews',
      {},
      `${self}spec.resourceAttributes: Invalid value: null: exactly one of nonResourceAttributes or resourceAttributes must be specified`,
    ],
    [
      'subjectaccessreviews',
      { resourceAttributes: pods },
      'SubjectAccessReview.authorization.k8s.io "" is invalid: spec.user: Invalid value: "": at least one of user or group must be specified',
    ],
    [
      'namespaces/default/localsubjectaccessreviews',
      { resourceAttributes: other, user: 'jane' },
      `${local}spec.resourceAttributes.namespace: Invalid value: "shop": must match metadata.namespace`,
    ],
    ['selfsubjectrulesreviews', {}, 'no namespace on request'],
  ])('%s', (path, spec, message) => {
    expect(review(`${authorization}/${path}`, spec).message).toBe(message);
  });
});

test('all that somebody may do in a namespace', () => {
  const path = `${authorization}/selfsubjectrulesreviews`;
  expect(review(path, { namespace: 'default' }, 'jane').status).toEqual({
    resourceRules: [
      {
        verbs: ['create'],
        apiGroups: ['authorization.k8s.io'],
        resources: ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'],
      },
      {
        verbs: ['create'],
        apiGroups: ['authentication.k8s.io'],
        resources: ['selfsubjectreviews'],
      },
      { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] },
    ],
    nonResourceRules: [
      expect.objectContaining({ nonResourceURLs: expect.arrayContaining(['/api/*', '/openapi']) }),
      expect.objectContaining({ nonResourceURLs: expect.arrayContaining(['/version']) }),
    ],
    incomplete: false,
  });
});
