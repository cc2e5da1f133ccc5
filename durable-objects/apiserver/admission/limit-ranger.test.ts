import { beforeEach, describe, expect, test } from 'vitest';
import { allResources, namespaces, serviceAccounts } from '../../api/index.ts';
import { TestServer } from '../testing/test-server.ts';
import { defaultAdmission } from './index.ts';

const core = '/api/v1/namespaces/default';
let server: TestServer;

beforeEach(() => {
  server = new TestServer(allResources, defaultAdmission);
  server.act((client) => {
    client.create(namespaces, { metadata: { name: 'default' } });
    client.create(serviceAccounts, { metadata: { name: 'default', namespace: 'default' } });
  });
});

function limit(...limits: readonly object[]): string {
  const body = { metadata: { name: 'limits' }, spec: { limits } };
  return server.call('POST', `${core}/limitranges`, body).line;
}

/** Makes a pod of containers with these resources; how it was answered. */
function pod(...containers: readonly object[]) {
  return server.call('POST', `${core}/pods`, {
    metadata: { name: 'web' },
    spec: {
      containers: containers.map((resources, i) => ({ name: `c${i}`, image: 'nginx', resources })),
    },
  });
}

const ofContainers = {
  type: 'Container',
  min: { cpu: '50m', memory: '100Mi' },
  max: { cpu: '500m', memory: '500Mi' },
  default: { cpu: '300m', memory: '300Mi' },
  defaultRequest: { cpu: '100m', memory: '200Mi' },
};

describe('should create a LimitRange with defaults and ensure pod has those defaults applied.', () => {
  test('a pod without resources', () => {
    limit(ofContainers);
    const answer = pod({});
    expect(answer.at('spec', 'containers', 0, 'resources')).toEqual({
      requests: { cpu: '100m', memory: '200Mi' },
      limits: { cpu: '300m', memory: '300Mi' },
    });
    expect(answer.at('metadata', 'annotations')).toEqual({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu, memory request for container c0; cpu, memory limit for container c0',
    });
    expect(answer.at('status', 'qosClass')).toBe('Burstable');
  });

  test('a pod with some: a limit is its own request', () => {
    limit(ofContainers);
    const answer = pod({ limits: { cpu: '400m' } });
    expect(answer.at('spec', 'containers', 0, 'resources')).toEqual({
      requests: { cpu: '400m', memory: '200Mi' },
      limits: { cpu: '400m', memory: '300Mi' },
    });
  });

  test('what the range itself leaves out', () => {
    limit({ type: 'Container', max: { cpu: '1' }, min: { memory: '8Mi' } });
    expect(server.get(`${core}/limitranges/limits`).at('spec', 'limits', 0)).toEqual({
      type: 'Container',
      max: { cpu: '1' },
      min: { memory: '8Mi' },
      default: { cpu: '1' },
      defaultRequest: { cpu: '1', memory: '8Mi' },
    });
  });
});

describe('a pod outside of its limits is refused', () => {
  test.each([
    [
      { requests: { memory: '10Mi' } },
      ofContainers,
      'minimum memory usage per Container is 100Mi, but request is 10Mi',
    ],
    [
      { limits: { cpu: '2' }, requests: { cpu: '1' } },
      ofContainers,
      'maximum cpu usage per Container is 500m, but limit is 2',
    ],
    [
      { requests: { cpu: '1m', memory: '1Mi' } },
      ofContainers,
      '[minimum cpu usage per Container is 50m, but request is 1m, minimum memory usage per Container is 100Mi, but request is 1Mi]',
    ],
    [
      {},
      { type: 'Pod', max: { cpu: '1' } },
      'maximum cpu usage per Pod is 1.  No limit is specified',
    ],
    [
      {},
      { type: 'Pod', min: { cpu: '1' } },
      'minimum cpu usage per Pod is 1.  No request is specified',
    ],
    [
      { limits: { cpu: '600m' } },
      { type: 'Pod', max: { cpu: '1' } },
      'maximum cpu usage per Pod is 1, but limit is 1200m',
    ],
    [
      { requests: { cpu: '100m' }, limits: { cpu: '350m' } },
      { type: 'Container', maxLimitRequestRatio: { cpu: '2' } },
      'cpu max limit to request ratio per Container is 2, but provided ratio is 3.500000',
    ],
    [
      {},
      { type: 'Container', maxLimitRequestRatio: { cpu: '2' } },
      'cpu max limit to request ratio per Container is 2, but no request is specified or request is 0',
    ],
  ])('%j', (resources, item, why) => {
    expect(limit(item)).toMatch(/^201/);
    expect(pod(resources, resources).line).toBe(`403 pods "web" is forbidden: ${why}`);
  });
});

test('claims', () => {
  limit({ type: 'PersistentVolumeClaim', max: { storage: '10Gi' }, min: { storage: '1Mi' } });
  const claim = (storage: string): string =>
    server.call('POST', `${core}/persistentvolumeclaims`, {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
    }).line;
  expect(claim('30Gi')).toBe(
    '403 persistentvolumeclaims "data" is forbidden: maximum storage usage per PersistentVolumeClaim is 10Gi, but request is 30Gi',
  );
  expect(claim('1Ki')).toBe(
    '403 persistentvolumeclaims "data" is forbidden: minimum storage usage per PersistentVolumeClaim is 1Mi, but request is 1Ki',
  );
  expect(claim('10Gi')).toMatch(/^201/);
});

test.each([
  [
    { type: 'Pod', default: { cpu: '1' } },
    "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'",
  ],
  [
    { type: 'Container', min: { cpu: '2' }, max: { cpu: '1' }, default: { cpu: '1' } },
    '[spec.limits[0].min[cpu]: Invalid value: "2": min value 2 is greater than max value 1, spec.limits[0].defaultRequest[cpu]: Invalid value: "1": min value 2 is greater than default request value 1, spec.limits[0].default[cpu]: Invalid value: "2": min value 2 is greater than default value 1]',
  ],
  [
    { type: 'PersistentVolumeClaim' },
    'spec.limits[0].limits: Required value: either minimum or maximum storage value is required, but neither was provided',
  ],
  [
    { type: 'Node', max: { cpu: '1' } },
    'spec.limits[0].type: Invalid value: "Node": must be a standard limit type or fully qualified',
  ],
])('a bad range: %j', (item, why) => {
  expect(limit(item)).toBe(`422 LimitRange "limits" is invalid: ${why}`);
});

test('should list, patch and delete a LimitRange by collection', () => {
  limit(ofContainers);
  const url = `${core}/limitranges`;
  const labels = { metadata: { labels: { limits: 'updated' } } };
  server.call('PATCH', `${url}/limits`, labels, 'application/merge-patch+json');
  const found = server.get('/api/v1/limitranges?labelSelector=limits=updated');
  expect(found.at('items')).toHaveLength(1);
  expect(server.call('DELETE', `${url}?labelSelector=limits=updated`).status).toBe(200);
  expect(server.get(url).at('items')).toEqual([]);
});
