import { describe, expect, test } from 'vitest';
import {
  allResources,
  type EndpointAddress,
  endpointSlices,
  endpoints,
  type Pod,
  pods,
  type Service,
  services,
  statefulSets,
} from '../../api/index.ts';
import type { Frozen } from '../../lib/json.ts';
import { endpointsController } from '../endpoints/controller.ts';
import { statefulSetController } from '../statefulset/controller.ts';
import { TestCluster } from '../testing/cluster.ts';
import { testKubelet } from '../testing/kubelet.ts';
import { statefulSet } from '../testing/manifests.ts';
import { endpointSliceController } from './controller.ts';

const web = { namespace: 'default', name: 'web' };

function running(replicas: number, spec: Partial<Service['spec']> = {}): TestCluster {
  const cluster = new TestCluster([
    endpointSliceController,
    endpointsController,
    statefulSetController,
    testKubelet,
  ]);
  cluster.do((client) => {
    client.create(services, {
      metadata: { ...web, labels: { team: 'a' } },
      spec: {
        clusterIP: 'None',
        ipFamilies: ['IPv4'],
        selector: { app: 'web' },
        ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 }],
        ...spec,
      },
    });
    client.create(statefulSets, statefulSet(replicas));
  });
  return cluster;
}

/** `web-0:ready,serving web-1:terminating` */
function slices(cluster: TestCluster): string {
  return cluster.store
    .list(endpointSlices)
    .map((slice) =>
      (slice.endpoints ?? [])
        .map(({ targetRef, conditions }) => {
          const on = Object.entries(conditions).filter(([, value]) => value);
          return `${targetRef?.name}:${on.map(([name]) => name).join()}`;
        })
        .join(' '),
    )
    .join(' | ');
}

function subsets(cluster: TestCluster): string {
  const names = (addresses: Frozen<EndpointAddress[]> | undefined) =>
    (addresses ?? []).map(({ targetRef }) => targetRef?.name).sort();
  return (cluster.get(endpoints, 'web').subsets ?? [])
    .map((one) => `ready ${names(one.addresses)} not ${names(one.notReadyAddresses)}`)
    .join(' | ');
}

function unready(cluster: TestCluster, name: string, change: (draft: Pod) => void): void {
  cluster.do((client, read) => {
    const pod = read.get(pods, { ...web, name });
    if (!pod) throw new Error(name);
    const draft = structuredClone(pod) as Pod;
    change(draft);
    client.updateStatus<Pod>(pods, draft);
  });
}

describe('a headless service', () => {
  test('has its pods with host names, in slices and endpoints', () => {
    const cluster = running(2);
    expect(slices(cluster)).toBe('web-0:ready,serving web-1:ready,serving');
    const [slice] = cluster.store.list(endpointSlices);
    expect(slice?.metadata).toMatchObject({
      generateName: 'web-',
      labels: {
        team: 'a',
        'kubernetes.io/service-name': 'web',
        'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
        'service.kubernetes.io/headless': '',
      },
      ownerReferences: [{ kind: 'Service', name: 'web', controller: true }],
    });
    expect(slice?.ports).toEqual([{ name: 'http', protocol: 'TCP', port: 8080 }]);
    expect(slice?.endpoints?.[0]).toMatchObject({ hostname: 'web-0' });
    expect(subsets(cluster)).toBe('ready web-0,web-1 not ');
    expect(cluster.get(endpoints, 'web').metadata.labels).toEqual({
      team: 'a',
      'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
      'service.kubernetes.io/headless': '',
    });
    expect(cluster.restart(allResources)).toBe(0);
  });

  test('leaves out pods that are not ready, unless it is to publish them', () => {
    const cluster = running(2);
    unready(cluster, 'web-0', (draft) => {
      for (const condition of draft.status.conditions ?? []) condition.status = 'False';
    });
    expect(slices(cluster)).toBe('web-0: web-1:ready,serving');
    expect(subsets(cluster)).toBe('ready web-1 not web-0');
    cluster.edit<Service>(services, web, (draft) => {
      draft.spec.publishNotReadyAddresses = true;
    });
    expect(slices(cluster)).toBe('web-0:ready web-1:ready,serving');
    expect(subsets(cluster)).toBe('ready web-0,web-1 not ');
  });

  test('keeps one slice of the same name when it has no pods', () => {
    const cluster = running(1);
    const names = cluster.names(endpointSlices);
    cluster.edit(statefulSets, web, (draft) => {
      draft.spec.replicas = 0;
    });
    expect(cluster.names(endpointSlices)).toEqual(names);
    expect(slices(cluster)).toBe('');
    expect(cluster.get(endpoints, 'web').subsets).toBeUndefined();
  });

  test('a port that a pod does not name puts it into a slice of its own', () => {
    const cluster = running(1, {
      ports: [{ name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' }],
    });
    const [slice] = cluster.store.list(endpointSlices);
    expect(slice?.ports ?? []).toEqual([]);
    expect(cluster.get(endpoints, 'web').subsets).toBeUndefined();
  });
});

test('100 endpoints fill a slice', () => {
  const cluster = running(101);
  expect(
    cluster.store
      .list(endpointSlices)
      .map((one) => one.endpoints?.length)
      .sort(),
  ).toEqual([1, 100]);
});

test('without a selector nothing is made, and without the service nothing is left', () => {
  const cluster = running(1);
  cluster.do((client) => client.delete(services, web));
  expect(cluster.names(endpoints)).toEqual([]);
  cluster.do((client) =>
    client.create(services, { metadata: web, spec: { ports: [{ port: 80 }] } } as never),
  );
  expect(cluster.names(endpoints)).toEqual([]);
});
