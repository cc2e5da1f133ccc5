import type { ObjectChange, VolumeData, Wait } from '../../durable-objects/console/protocol.ts';
import { made, put } from '../state/fixture.ts';
import type { AnyObject } from '../state/objects.ts';

const uids = ['7c1e', '40bd', 'a3f8'];
const volumes = ['pvc-3f0c6d52-a91', 'pvc-b27e90c4-04d', 'pvc-91d6ab30-7ee'];
const time = (ms: number): string => new Date(ms).toISOString();

export const nodes = [1, 2, 3].map((n) =>
  made(
    'Node',
    { name: `node-${n}` },
    {
      status: {
        allocatable: { cpu: '1', memory: '1Gi' },
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    },
  ),
);

interface PodState {
  readonly ready: boolean;
  readonly endsAt?: number;
}

export function pod(n: number, now: number, { ready, endsAt }: PodState): AnyObject {
  const ending =
    endsAt === undefined ? {} : { deletionTimestamp: time(endsAt), deletionGracePeriodSeconds: 30 };
  const status = ready ? 'True' : 'False';
  return made(
    'Pod',
    {
      name: `web-${n}`,
      namespace: 'default',
      uid: `${uids[n]}0d52-7b1e`,
      created: time(now - 840_000),
      owner: ['StatefulSet', 'web'],
      ...ending,
    },
    {
      spec: {
        nodeName: `node-${n + 1}`,
        containers: [
          {
            name: 'nginx',
            resources: { requests: { cpu: `${300 - n * 100}m`, memory: '240Mi' } },
            readinessProbe: { httpGet: { path: '/healthz', port: 80 } },
          },
        ],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: `data-web-${n}` } }],
      },
      status: {
        phase: 'Running',
        podIP: `10.244.${n + 1}.7`,
        conditions: [{ type: 'Ready', status, lastTransitionTime: time(now - 252_000) }],
        containerStatuses: [{ name: 'nginx', ready, state: { running: { startedAt: time(now) } } }],
      },
    },
  );
}

export function set(replicas: number): AnyObject {
  return made(
    'StatefulSet',
    { name: 'web', namespace: 'default', generation: replicas },
    {
      spec: {
        replicas,
        serviceName: 'web',
        volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      },
      status: { replicas: 3 },
    },
  );
}

function claims(): AnyObject[] {
  return [0, 1, 2].flatMap((n) => [
    made(
      'PersistentVolumeClaim',
      {
        name: `data-web-${n}`,
        namespace: 'default',
        annotations: { 'volume.kubernetes.io/selected-node': `node-${n + 1}` },
      },
      {
        spec: {
          accessModes: ['ReadWriteOnce'],
          volumeName: volumes[n],
          storageClassName: 'standard',
        },
        status: { phase: 'Bound', capacity: { storage: '1Gi' } },
      },
    ),
    made(
      'PersistentVolume',
      { name: volumes[n] ?? '' },
      {
        spec: { claimRef: { namespace: 'default', name: `data-web-${n}` } },
        status: { phase: 'Bound' },
      },
    ),
  ]);
}

export function endpoints(ready: readonly number[]): AnyObject {
  return made(
    'EndpointSlice',
    { name: 'web-x', namespace: 'default', labels: { 'kubernetes.io/service-name': 'web' } },
    {
      endpoints: ready.map((n) => ({
        addresses: [`10.244.${n + 1}.7`],
        hostname: `web-${n}`,
        conditions: { ready: true },
        targetRef: { kind: 'Pod', name: `web-${n}` },
      })),
    },
  );
}

const service = made(
  'Service',
  { name: 'web', namespace: 'default' },
  { spec: { clusterIP: 'None' } },
);

/** The cluster as it is when a moment of the session begins. */
export function objectsOf(scene: string, now: number): readonly ObjectChange[] {
  if (scene === 'empty') return nodes.map(put);
  const shared = [...nodes, service, ...claims()];
  if (scene === 'stuck') {
    const unhealthy = made(
      'Event',
      { name: 'e1', namespace: 'default' },
      {
        type: 'Warning',
        reason: 'Unhealthy',
        message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
        count: 24,
        lastTimestamp: time(now - 4000),
        involvedObject: { kind: 'Pod', namespace: 'default', name: 'web-0' },
      },
    );
    return [...shared, set(3), pod(0, now, { ready: false }), endpoints([]), unhealthy].map(put);
  }
  const pods = [0, 1, 2].map((n) => pod(n, now, { ready: true }));
  return [...shared, set(3), ...pods, endpoints([0, 1, 2])].map(put);
}

export function volumeData(scene: string): readonly VolumeData[] {
  const seals = scene === 'stuck' ? ['a1', 'b2', 'c6'] : ['a1', 'b2', 'b2'];
  const texts = scene === 'stuck' ? ['web-0', 'web-1', 'web-2'] : ['web-0', 'web-1', 'web-1'];
  return volumes.map((volume, n) => ({
    volume,
    seal: `00000000000000${seals[n]}`,
    files: [{ path: 'marker', bytes: 6 }],
    marker: { path: 'marker', text: texts[n] ?? '' },
  }));
}

export function waitsOf(scene: string, now: number): readonly Wait[] {
  const ref = (kind: string, name: string) => ({ kind, namespace: 'default', name });
  if (scene === 'empty') return [];
  if (scene === 'stuck')
    return [
      {
        subject: ref('Pod', 'web-0'),
        because: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
        since: now - 252_000,
      },
      {
        subject: ref('StatefulSet', 'web'),
        because: '1 → 3: waits for web-0 to be Ready',
        on: ref('Pod', 'web-0'),
        since: now - 252_000,
      },
    ];
  return [
    {
      subject: ref('Pod', 'web-1'),
      because: 'is ending',
      since: now - 12_000,
      until: now + 18_000,
    },
    {
      subject: ref('Pod', 'web-0'),
      because: 'waits for web-1 to be gone',
      on: ref('Pod', 'web-1'),
    },
    {
      subject: ref('StatefulSet', 'web'),
      because: '3 → 0: waits for web-1 to be gone',
      on: ref('Pod', 'web-1'),
    },
  ];
}
