import { describe, expect, test } from 'vitest';
import { type Cluster, newCluster } from '../cluster/index.ts';
import { hour, minute } from '../lib/instant.ts';
import { call, read, testCluster, testStart } from '../testing/clusters.ts';

const accounts = '/api/v1/namespaces/default/serviceaccounts';
const reviews = '/apis/authentication.k8s.io/v1/tokenreviews';

interface Requested {
  readonly message?: string;
  readonly spec: { readonly audiences: readonly string[]; readonly expirationSeconds: number };
  readonly status: { readonly token: string; readonly expirationTimestamp: string };
}

function requestToken(cluster: Cluster, account: string, spec: object = {}): Requested {
  const answer = call(cluster, 'POST', `${accounts}/${account}/token`, { spec });
  return JSON.parse(String(answer.body)) as Requested;
}

function robot(): Cluster {
  const cluster = testCluster();
  call(cluster, 'POST', accounts, { metadata: { name: 'robot' } });
  return cluster;
}

const pod = {
  metadata: { name: 'p' },
  spec: {
    serviceAccountName: 'robot',
    containers: [{ name: 'c', image: 'busybox:1.36', command: ['sleep', '3600'] }],
  },
};

function claimsOf(token: string): unknown {
  return JSON.parse(atob(token.split('.')[1]?.replaceAll('-', '+').replaceAll('_', '/') ?? ''));
}

describe('kubectl create token', () => {
  test('[sig-auth] ServiceAccounts should create a serviceAccountToken and ensure a successful TokenReview', () => {
    const cluster = robot();
    const { spec, status } = requestToken(cluster, 'robot');
    expect(spec).toEqual({
      audiences: ['https://kubernetes.default.svc.cluster.local'],
      expirationSeconds: 3_600,
    });
    const answer = call(cluster, 'POST', reviews, { spec: { token: status.token } });
    const name = 'system:serviceaccount:default:robot';
    expect(JSON.parse(String(answer.body)).status).toMatchObject({
      authenticated: true,
      audiences: ['https://kubernetes.default.svc.cluster.local'],
      user: {
        username: name,
        groups: [
          'system:serviceaccounts',
          'system:serviceaccounts:default',
          'system:authenticated',
        ],
        extra: { 'authentication.kubernetes.io/credential-id': [expect.stringMatching(/^JTI=/)] },
      },
    });
    expect(cluster.authenticate(status.token)?.name).toBe(name);
    expect(claimsOf(status.token)).toMatchObject({
      exp: testStart / 1_000 + 3_600,
      sub: name,
      'kubernetes.io': { namespace: 'default', serviceaccount: { name: 'robot' } },
    });
    expect(status.token.split('.')[2]).toHaveLength(342);
  });

  test.each([
    ['nobody', {}, 'serviceaccounts "nobody" not found'],
    [
      'robot',
      { expirationSeconds: 5 },
      'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 5: may not specify a duration less than 10 minutes',
    ],
    [
      'robot',
      { boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'none' } },
      'pods "none" not found',
    ],
    [
      'robot',
      { boundObjectRef: { kind: 'Job', apiVersion: 'batch/v1', name: 'j' } },
      'cannot bind token to object of type batch/v1, Kind=Job',
    ],
  ])('for %s with %j is refused', (account, spec, message) => {
    expect(requestToken(robot(), account, spec).message).toBe(message);
  });
});

describe('a token is good', () => {
  const user = (cluster: Cluster, token: string) => cluster.authenticate(token)?.name;

  test('until it expires, also when time is skipped', () => {
    const cluster = robot();
    const { token } = requestToken(cluster, 'robot', { expirationSeconds: 600 }).status;
    cluster.skip(9 * minute);
    expect(user(cluster, token)).toBeDefined();
    cluster.skip(2 * minute);
    expect(user(cluster, token)).toBeUndefined();
  });

  test('until its account goes, even when one of the same name comes', () => {
    const cluster = robot();
    const { token } = requestToken(cluster, 'robot').status;
    call(cluster, 'DELETE', `${accounts}/robot`);
    cluster.skip(1_000);
    call(cluster, 'POST', accounts, { metadata: { name: 'robot' } });
    expect(user(cluster, token)).toBeUndefined();
  });

  test('until the pod goes that it is bound to', () => {
    const cluster = robot();
    call(cluster, 'POST', '/api/v1/namespaces/default/pods', pod);
    const boundObjectRef = { kind: 'Pod', apiVersion: 'v1', name: 'p' };
    const { token } = requestToken(cluster, 'robot', { boundObjectRef }).status;
    expect(cluster.authenticate(token)?.extra).toMatchObject({
      'authentication.kubernetes.io/pod-name': ['p'],
    });
    call(cluster, 'DELETE', '/api/v1/namespaces/default/pods/p?gracePeriodSeconds=0');
    expect(user(cluster, token)).toBeUndefined();
  });

  test('for its audiences alone, in its own cluster alone, unchanged alone', () => {
    const cluster = robot();
    const { token } = requestToken(cluster, 'robot', { audiences: ['vault'] }).status;
    const review = call(cluster, 'POST', reviews, { spec: { token } });
    expect(JSON.parse(String(review.body)).status).toEqual({
      user: {},
      error:
        '[invalid bearer token, token audiences ["vault"] is invalid for the target audiences ["https://kubernetes.default.svc.cluster.local"]]',
    });
    const own = requestToken(cluster, 'robot').status.token;
    const definition = { seed: 'test', nodes: [] };
    const other = newCluster({ ...definition, secret: 's3cret' }, testStart);
    call(other, 'POST', accounts, { metadata: { name: 'robot' } });
    const [head = '', claims = '', signature = ''] = own.split('.');
    const forged = btoa(atob(claims).replaceAll('robot', 'admin')).replace(/=+$/, '');
    expect(user(cluster, own)).toBeDefined();
    expect(user(cluster.fork(), own)).toBeDefined();
    expect(user(other, own)).toBeUndefined();
    expect(user(cluster, [head, forged, signature].join('.'))).toBeUndefined();
    expect(user(cluster, 'a.b.c')).toBeUndefined();
  });
});

test('a request is its token’s, whoever brings it', () => {
  const cluster = robot();
  const { token } = requestToken(cluster, 'robot').status;
  const pods = (authorization: string): unknown =>
    JSON.parse(String(call(cluster, 'GET', '/api/v1/pods', undefined, { authorization }).body));
  expect(pods(`Bearer ${token}`)).toMatchObject({
    code: 403,
    message: expect.stringContaining('User "system:serviceaccount:default:robot" cannot list'),
  });
  expect(pods('Bearer a.b.c')).toEqual({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: 'Unauthorized',
    reason: 'Unauthorized',
    code: 401,
  });
});

describe('Secrets with tokens', () => {
  const secrets = '/api/v1/namespaces/default/secrets';
  const annotations = { 'kubernetes.io/service-account.name': 'robot' };
  const secret = {
    metadata: { name: 't', annotations },
    type: 'kubernetes.io/service-account-token',
  };

  test('are filled, good for requests, and go with their account', () => {
    const cluster = robot();
    call(cluster, 'POST', secrets, secret);
    const { data } = read<{ data: { [key: string]: string } }>(cluster, `${secrets}/t`);
    expect(Object.keys(data).sort()).toEqual(['ca.crt', 'namespace', 'token']);
    const token = atob(data.token ?? '');
    expect(cluster.authenticate(token)?.groups).toContain('system:serviceaccounts:default');
    cluster.skip(1_000 * hour);
    expect(cluster.authenticate(token)).toBeDefined();
    call(cluster, 'DELETE', `${accounts}/robot`);
    expect(call(cluster, 'GET', `${secrets}/t`).status).toBe(404);
    expect(cluster.authenticate(token)).toBeUndefined();
  });

  test('of nobody are removed at once', () => {
    const cluster = testCluster();
    call(cluster, 'POST', secrets, secret);
    expect(call(cluster, 'GET', `${secrets}/t`).status).toBe(404);
  });
});
