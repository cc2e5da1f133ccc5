import { describe, expect, test } from 'vitest';
import { allResources } from '../../api/index.ts';
import { TestServer } from '../testing/test-server.ts';

const server = new TestServer(allResources);
const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

describe('discovery', () => {
  test('resources of a version, as the real one lists them', () => {
    const list = server.get('/apis/apps/v1');
    expect(list.at('groupVersion')).toBe('apps/v1');
    const resources = list.at('resources') as { name: string }[];
    const sets = resources.filter(({ name }) => name.startsWith('statefulsets'));
    expect(sets).toEqual([
      {
        name: 'statefulsets',
        singularName: 'statefulset',
        namespaced: true,
        kind: 'StatefulSet',
        verbs,
        shortNames: ['sts'],
        categories: ['all'],
        storageVersionHash: 'H+vl74LkKdo=',
      },
      {
        name: 'statefulsets/scale',
        singularName: '',
        namespaced: true,
        group: 'autoscaling',
        version: 'v1',
        kind: 'Scale',
        verbs: ['get', 'patch', 'update'],
      },
      {
        name: 'statefulsets/status',
        singularName: '',
        namespaced: true,
        kind: 'StatefulSet',
        verbs: ['get', 'patch', 'update'],
      },
    ]);
  });

  test('the core group has a list without apiVersion, and namespaces no deletecollection', () => {
    const list = server.get('/api/v1');
    expect(list.at('apiVersion')).toBeUndefined();
    const resources = list.at('resources') as { name: string; verbs: string[] }[];
    expect(resources.find(({ name }) => name === 'namespaces')?.verbs).not.toContain(
      'deletecollection',
    );
    const names = resources.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    expect(names).toContain('pods/eviction');
  });

  test('aggregated and legacy agree', () => {
    const accept =
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const aggregated = server.get('/apis', accept);
    expect(aggregated.headers['content-type']).toBe(
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
    );
    const items = aggregated.at('items') as { metadata: { name: string } }[];
    const groups = server.get('/apis').at('groups') as { name: string }[];
    expect(items.map(({ metadata }) => metadata.name)).toEqual(groups.map(({ name }) => name));
  });

  const paths: readonly [string, string][] = [
    ['/healthz', '200'],
    ['/livez/ping', '200'],
    ['/livez/nothing', '404 404 page not found'],
    ['/nope', '404 404 page not found'],
    ['/apis/nope', '404 404 page not found'],
    ['/apis/nope/v1/things', '404 404 page not found'],
    ['/api/v1/nope', '404 the server could not find the requested resource'],
    ['/api/v1/namespaces/a/nodes', '404 the server could not find the requested resource'],
    ['/api/v1/pods/p', '404 the server could not find the requested resource'],
    ['/openapi/v3/apis/apps/v1', '200'],
    ['/openapi/v3/apis/nope/v1', '404 404 page not found'],
  ];
  test.each(paths)('GET %s', (path, line) => {
    expect(server.get(path).line).toBe(line);
  });

  test('who is not signed in sees the version and little more', () => {
    const stranger = new TestServer(allResources);
    stranger.user = { name: 'system:anonymous', groups: ['system:unauthenticated'] };
    expect(stranger.get('/version').status).toBe(200);
    expect(stranger.get('/apis').line).toBe(
      '403 forbidden: User "system:anonymous" cannot get path "/apis"',
    );
  });

  test('OpenAPI v2 is a heading only in protobuf', () => {
    expect(server.get('/openapi/v2').at('swagger')).toBe('2.0');
    const accept = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';
    expect(server.get('/openapi/v2', accept).text).toContain('Kubernetes');
  });

  test('health in full ends as the real one', () => {
    expect(server.get('/readyz?verbose').text).toMatch(
      /\n\[\+\]shutdown ok\nreadyz check passed\n$/,
    );
    expect(server.get('/version').at('gitVersion')).toBe('v1.36.2');
  });
});
