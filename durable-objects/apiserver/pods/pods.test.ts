import { beforeEach, describe, expect, test } from 'vitest';
import { allResources, namespaces, nodes, pods } from '../../api/index.ts';
import { TestServer } from '../testing/test-server.ts';

const all = '/api/v1/namespaces/default/pods';
let server: TestServer;

beforeEach(() => {
  server = new TestServer(allResources);
  server.act((client) => {
    client.create(namespaces, { metadata: { name: 'default' } });
    client.create(nodes, { metadata: { name: 'node-1' } });
  });
  make('one', ['c']);
  make('two', ['a', 'b']);
});

function make(name: string, containers: readonly string[]): void {
  const spec = { containers: containers.map((container) => ({ name: container, image: 'x' })) };
  server.call('POST', all, { metadata: { name }, spec });
}
function bind(name: string, node = 'node-1'): string {
  const target = { kind: 'Node', name: node };
  return server.call('POST', `${all}/${name}/binding`, { metadata: { name }, target }).line;
}

describe('binding', () => {
  test('gives the pod its node once', () => {
    expect(bind('one')).toBe('201');
    const bound = server.get(`${all}/one`);
    expect(bound.at('spec', 'nodeName')).toBe('node-1');
    expect(bound.at('metadata', 'generation')).toBe(1);
    expect(bound.at('status', 'conditions', 0)).toMatchObject({
      type: 'PodScheduled',
      status: 'True',
    });
    expect(bind('one')).toBe(
      '409 Operation cannot be fulfilled on pods/binding "one": pod one is already assigned to node "node-1"',
    );
  });

  test('is the scheduler’s too', () => {
    const key = { namespace: 'default', name: 'one' };
    server.act((client) => client.bind(key, 'node-1'));
    expect(server.store.get(pods, key)?.spec.nodeName).toBe('node-1');
    expect(() => server.act((client) => client.bind({ ...key, name: 'x' }, 'node-1'))).toThrow(
      'not found',
    );
  });

  test('needs a name', () => {
    expect(server.call('POST', `${all}/one/binding`, { target: { kind: 'Node' } }).line).toBe(
      '422 Binding "one" is invalid: target.name: Required value',
    );
  });
});

describe('log, exec and attach', () => {
  const cases: readonly [string, string][] = [
    ['one/log', '200'],
    ['one/log?container=x', '400 container x is not valid for pod one'],
    ['two/log', '400 a container name must be specified for pod two, choose one of: [a b]'],
    ['two/log?container=b', '200'],
    ['nope/log', '404 pods "nope" not found'],
    [
      'one/log?tailLines=-1',
      '422 PodLogOptions "one" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
    ],
    ['one/exec?command=ls&stdout=1', '400 pod one does not have a host assigned'],
    [
      'two/attach?stdout=1',
      '400 a container name must be specified for pod two, choose one of: [a b]',
    ],
    ['one/nothing', '404 the server could not find the requested resource'],
    ['one/binding', '405 the server does not allow this method on the requested resource'],
  ];
  test.each(cases)('GET %s', (path, line) => {
    expect(server.get(`${all}/${path}`).line).toBe(line);
  });

  test('a pod that runs', () => {
    bind('one');
    expect(server.get(`${all}/one/log`).text).toBe('one line\n');
    expect(server.get(`${all}/one/exec?stdout=1`).line).toContain('at least 1 command');
    expect(server.get(`${all}/one/exec?command=ls`).line).toContain('at least 1 of stdin');
    const session = server.send('GET', `${all}/one/exec?command=ls&stdout=1`, undefined, {});
    expect(session).toEqual({
      type: 'session',
      protocol: 'exec',
      position: { type: 'session', node: { session: 1 } },
    });
    expect(server.call('POST', `${all}/one/portforward`).status).toBe(501);
  });
});

test('an eviction deletes', () => {
  bind('one');
  const eviction = { metadata: { name: 'one' }, deleteOptions: { gracePeriodSeconds: 5 } };
  expect(server.call('POST', `${all}/one/eviction`, eviction).status).toBe(201);
  expect(server.get(`${all}/one`).at('metadata', 'deletionGracePeriodSeconds')).toBe(5);
});

describe('questions about oneself', () => {
  const review = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
  const spec = { resourceAttributes: { verb: 'get', resource: 'pods' } };

  test('as an administrator and as somebody else', () => {
    expect(server.call('POST', review, { spec }).at('status', 'allowed')).toBe(true);
    const headers = { 'impersonate-user': 'jane', 'content-type': 'application/json' };
    const asJane = server.send('POST', review, { spec }, headers);
    expect(asJane).toMatchObject({ status: 201, body: expect.stringContaining('"allowed":false') });
    server.user = { name: 'jane', groups: ['system:authenticated'] };
    expect(server.send('GET', all, undefined, { 'impersonate-user': 'admin' })).toMatchObject({
      status: 403,
      body: expect.stringContaining(
        'users \\"admin\\" is forbidden: User \\"jane\\" cannot impersonate resource \\"users\\"',
      ),
    });
  });

  test('who am I', () => {
    const answer = server.call('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {});
    expect(answer.at('status', 'userInfo')).toEqual({
      username: 'admin',
      groups: ['system:masters', 'system:authenticated'],
    });
  });

  test('what may I', () => {
    const review = '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews';
    const answer = server.call('POST', review, { spec: { namespace: 'default' } });
    expect(answer.at('status', 'resourceRules', 0)).toEqual({
      verbs: ['*'],
      apiGroups: ['*'],
      resources: ['*'],
    });
    expect(answer.at('status', 'nonResourceRules', 0)).toEqual({
      verbs: ['*'],
      nonResourceURLs: ['*'],
    });
    expect(server.call('POST', review, { spec: {} }).line).toBe('400 no namespace on request');
  });
});
