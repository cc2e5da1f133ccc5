import { beforeEach, describe, expect, test } from 'vitest';
import { call, read, testCluster } from '../testing/clusters.ts';
import type { Cluster } from './index.ts';

const core = '/api/v1/namespaces/default';
const apps = '/apis/apps/v1/namespaces/default';
let cluster: Cluster;

beforeEach(() => {
  cluster = testCluster();
});

function quota(name: string, hard: object, more: object = {}): void {
  const made = call(cluster, 'POST', `${core}/resourcequotas`, {
    metadata: { name },
    spec: { hard, ...more },
  });
  expect(made.status).toBe(201);
}

/** `cpu 500m/1, pods 1/5`: the status of a quota. */
function usage(name = 'q'): string {
  const { status } = read<{ status: { hard: Amounts; used: Amounts } }>(
    cluster,
    `${core}/resourcequotas/${name}`,
  );
  return Object.entries(status.hard)
    .sort()
    .map(([resource, hard]) => `${resource} ${status.used[resource] ?? '?'}/${hard}`)
    .join(', ');
}
type Amounts = { readonly [resource: string]: string };

/** 201, or why not. */
function make(path: string, name: string, body: object): string {
  const answer = call(cluster, 'POST', path, { metadata: { name }, ...body });
  return answer.status === 201 ? '201' : JSON.parse(String(answer.body)).message;
}

function pod(name: string, resources: object = {}, spec: object = {}): string {
  const containers = [{ name: 'web', image: 'nginx:1.27', resources }];
  return make(`${core}/pods`, name, { spec: { containers, ...spec } });
}

function remove(path: string): void {
  const answer = call(cluster, 'DELETE', `${path}?gracePeriodSeconds=0`);
  expect(answer.status).toBe(200);
}

const requests = (cpu: string, memory: string): object => ({ requests: { cpu, memory } });

describe('should create a ResourceQuota and', () => {
  test('ensure its status is promptly calculated.', () => {
    quota('q', { 'count/replicasets.apps': '5', configmaps: '10', pods: '5', secrets: '3' });
    // Every namespace has the configmap of the cluster's authority.
    expect(usage()).toBe('configmaps 1/10, count/replicasets.apps 0/5, pods 0/5, secrets 0/3');
  });

  test('capture the life of a pod.', () => {
    quota('q', { cpu: '1', memory: '500Mi', pods: '5', 'requests.ephemeral-storage': '10Gi' });
    expect(pod('a', requests('500m', '252Mi'))).toBe('201');
    expect(usage()).toBe(
      'cpu 500m/1, memory 252Mi/500Mi, pods 1/5, requests.ephemeral-storage 0/10Gi',
    );
    expect(pod('b', requests('600m', '100Mi'))).toBe(
      'pods "b" is forbidden: exceeded quota: q, requested: cpu=600m, used: cpu=500m, limited: cpu=1',
    );
    expect(pod('b', { requests: { cpu: '100m' } })).toBe(
      'pods "b" is forbidden: failed quota: q: must specify memory for: web',
    );
    const bigger = { metadata: { labels: { changed: 'yes' } } };
    const type = { 'content-type': 'application/merge-patch+json' };
    expect(call(cluster, 'PATCH', `${core}/pods/a`, bigger, type).status).toBe(200);
    expect(usage()).toMatch(/^cpu 500m\/1/);
    remove(`${core}/pods/a`);
    expect(usage()).toMatch(/^cpu 0\/1, memory 0\/500Mi, pods 0\/5/);
  });

  test('capture the life of a secret and of a configMap.', () => {
    quota('q', { configmaps: '2', secrets: '1', 'count/secrets': '2' });
    expect(make(`${core}/secrets`, 'a', {})).toBe('201');
    expect(make(`${core}/configmaps`, 'a', {})).toBe('201');
    expect(usage()).toBe('configmaps 2/2, count/secrets 1/2, secrets 1/1');
    expect(make(`${core}/secrets`, 'b', {})).toBe(
      'secrets "b" is forbidden: exceeded quota: q, requested: secrets=1, used: secrets=1, limited: secrets=1',
    );
    remove(`${core}/secrets/a`);
    remove(`${core}/configmaps/a`);
    expect(usage()).toBe('configmaps 1/2, count/secrets 0/2, secrets 0/1');
  });

  test('capture the life of a service.', () => {
    quota('q', { services: '10', 'services.nodeports': '1', 'services.loadbalancers': '1' });
    const ports = [{ port: 80 }];
    expect(make(`${core}/services`, 'a', { spec: { ports } })).toBe('201');
    expect(make(`${core}/services`, 'b', { spec: { ports, type: 'NodePort' } })).toBe('201');
    const three = 'services.loadbalancers 0/1, services.nodeports 1/1';
    // The cluster's own service is here too.
    expect(usage()).toBe(`services 3/10, ${three}`);
    const type = { 'content-type': 'application/merge-patch+json' };
    const change = { spec: { type: 'LoadBalancer' } };
    const answer = call(cluster, 'PATCH', `${core}/services/a`, change, type);
    expect(JSON.parse(String(answer.body)).message).toBe(
      'services "a" is forbidden: exceeded quota: q, requested: services.nodeports=1, used: services.nodeports=1, limited: services.nodeports=1',
    );
    remove(`${core}/services/b`);
    expect(call(cluster, 'PATCH', `${core}/services/a`, change, type).status).toBe(200);
    expect(usage()).toBe('services 2/10, services.loadbalancers 1/1, services.nodeports 1/1');
  });

  test('capture the life of a persistent volume claim with a storage class', () => {
    const gold = 'gold.storageclass.storage.k8s.io';
    quota('q', {
      persistentvolumeclaims: '5',
      'requests.storage': '3Gi',
      [`${gold}/requests.storage`]: '1Gi',
      [`${gold}/persistentvolumeclaims`]: '1',
    });
    const claim = (storage: string, storageClassName: string): object => ({
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage } },
        storageClassName,
      },
    });
    expect(make(`${core}/persistentvolumeclaims`, 'a', claim('1Gi', 'gold'))).toBe('201');
    expect(make(`${core}/persistentvolumeclaims`, 'b', claim('1Gi', ''))).toBe('201');
    expect(usage()).toBe(
      `${gold}/persistentvolumeclaims 1/1, ${gold}/requests.storage 1Gi/1Gi, persistentvolumeclaims 2/5, requests.storage 2Gi/3Gi`,
    );
    expect(make(`${core}/persistentvolumeclaims`, 'c', claim('9Gi', ''))).toBe(
      'persistentvolumeclaims "c" is forbidden: exceeded quota: q, requested: requests.storage=9Gi, used: requests.storage=2Gi, limited: requests.storage=3Gi',
    );
  });

  test('capture the life of a replica set.', () => {
    quota('q', { 'count/replicasets.apps': '1', pods: '2' });
    const template = {
      metadata: { labels: { app: 'a' } },
      spec: { containers: [{ name: 'web', image: 'nginx:1.27' }] },
    };
    const spec = { replicas: 3, selector: { matchLabels: { app: 'a' } }, template };
    expect(make(`${apps}/replicasets`, 'a', { spec })).toBe('201');
    expect(usage()).toBe('count/replicasets.apps 1/1, pods 2/2');
    const [{ message = '' } = {}] = read<{ items: { reason: string; message: string }[] }>(
      cluster,
      `${core}/events`,
    ).items.filter(({ reason }) => reason === 'FailedCreate');
    expect(message).toMatch(
      /^Error creating: pods "a-[a-z0-9]{5}" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2$/,
    );
    expect(make(`${apps}/replicasets`, 'b', { spec })).toMatch(
      /requested: count\/replicasets.apps=1/,
    );
    remove(`${apps}/replicasets/a`);
    expect(usage()).toMatch(/^count\/replicasets.apps 0\/1/);
  });
});

describe('should verify ResourceQuota', () => {
  test('with best effort scope.', () => {
    quota('best', { pods: '5' }, { scopes: ['BestEffort'] });
    quota('rest', { pods: '5' }, { scopes: ['NotBestEffort'] });
    pod('a');
    expect([usage('best'), usage('rest')]).toEqual(['pods 1/5', 'pods 0/5']);
    remove(`${core}/pods/a`);
    pod('b', requests('100m', '1Mi'));
    expect([usage('best'), usage('rest')]).toEqual(['pods 0/5', 'pods 1/5']);
  });

  test('with terminating scopes.', () => {
    quota('ends', { pods: '5' }, { scopes: ['Terminating'] });
    quota('lasts', { pods: '5' }, { scopes: ['NotTerminating'] });
    pod('a', {}, { activeDeadlineSeconds: 3600 });
    pod('b');
    pod('c');
    expect([usage('ends'), usage('lasts')]).toEqual(['pods 1/5', 'pods 2/5']);
  });

  test('with the scope of a priority class', () => {
    make('/apis/scheduling.k8s.io/v1/priorityclasses', 'high', { value: 1000 });
    const requirement = { scopeName: 'PriorityClass', operator: 'In', values: ['high'] };
    const scopeSelector = { matchExpressions: [requirement] };
    quota('high', { pods: '1' }, { scopeSelector });
    pod('a');
    expect(pod('b', {}, { priorityClassName: 'high' })).toBe('201');
    expect(pod('c', {}, { priorityClassName: 'high' })).toMatch(/exceeded quota: high/);
    expect(usage('high')).toBe('pods 1/1');
  });
});

test('should be able to update and delete ResourceQuota.', () => {
  quota('q', { configmaps: '1' });
  expect(make(`${core}/configmaps`, 'a', {})).toMatch(/exceeded quota: q/);
  const type = { 'content-type': 'application/merge-patch+json' };
  const hard = { spec: { hard: { configmaps: '2', pods: '1' } } };
  call(cluster, 'PATCH', `${core}/resourcequotas/q`, hard, type);
  expect(usage()).toBe('configmaps 1/2, pods 0/1');
  expect(make(`${core}/configmaps`, 'a', {})).toBe('201');
  remove(`${core}/resourcequotas/q`);
  expect(make(`${core}/configmaps`, 'b', {})).toBe('201');
});

test('should apply changes to a resourcequota status', () => {
  quota('q', { pods: '5' });
  const type = { 'content-type': 'application/merge-patch+json' };
  const answer = call(
    cluster,
    'PATCH',
    `${core}/resourcequotas/q/status`,
    { status: { hard: { pods: '9' } }, spec: { hard: { pods: '7' } } },
    type,
  );
  const { spec, status } = JSON.parse(String(answer.body));
  expect([spec.hard.pods, status.hard.pods]).toEqual(['5', '9']);
});

test('a dry run is checked and charged to nobody', () => {
  quota('q', { secrets: '1' });
  expect(make(`${core}/secrets?dryRun=All`, 'a', {})).toBe('201');
  expect(usage()).toBe('secrets 0/1');
  expect(make(`${core}/secrets`, 'a', {})).toBe('201');
  expect(make(`${core}/secrets?dryRun=All`, 'b', {})).toMatch(/exceeded quota/);
});

test('what exists already is charged once', () => {
  quota('q', { secrets: '2' });
  make(`${core}/secrets`, 'a', {});
  expect(make(`${core}/secrets`, 'a', {})).toBe('secrets "a" already exists');
  expect(usage()).toBe('secrets 1/2');
});

test('pods that end, or never finish their deletion, are given back', () => {
  quota('q', { pods: '9', 'count/pods': '9' });
  pod('short', {}, { restartPolicy: 'Never', activeDeadlineSeconds: 2 });
  cluster.skip(10_000);
  expect(usage()).toBe('count/pods 1/9, pods 0/9');
  const finalizers = { metadata: { name: 'held', finalizers: ['labset.dev/held'] } };
  const containers = [{ name: 'web', image: 'nginx:1.27' }];
  call(cluster, 'POST', `${core}/pods`, { ...finalizers, spec: { containers } });
  call(cluster, 'DELETE', `${core}/pods/held`);
  cluster.skip(100_000);
  expect(usage()).toBe('count/pods 2/9, pods 0/9');
});

test.each([
  [
    { foo: '1' },
    {},
    '[spec.hard[foo]: Invalid value: "foo": must be a standard resource type or fully qualified, spec.hard[foo]: Invalid value: "foo": must be a standard resource for quota]',
  ],
  [{ pods: '-1' }, {}, 'spec.hard[pods]: Invalid value: "-1": must be greater than or equal to 0'],
  [{ pods: '100m' }, {}, 'spec.hard[pods]: Invalid value: "100m": must be an integer'],
  [
    { cpu: '1' },
    { scopes: ['BestEffort'] },
    'spec.scopes: Invalid value: ["BestEffort"]: unsupported scope applied to resource',
  ],
  [
    { pods: '1' },
    { scopes: ['BestEffort', 'NotBestEffort'] },
    'spec.scopes: Invalid value: ["BestEffort","NotBestEffort"]: conflicting scopes',
  ],
])('a bad quota: %j %j', (hard, more, why) => {
  const body = { spec: { hard, ...more } };
  expect(make(`${core}/resourcequotas`, 'q', body)).toBe(`ResourceQuota "q" is invalid: ${why}`);
});
