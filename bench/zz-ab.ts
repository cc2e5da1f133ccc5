import { call, testCluster } from '../durable-objects/testing/clusters.ts';

const cpu = () => {
  const c = process.cpuUsage();
  return (c.user + c.system) / 1000;
};
const web = (n: number) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'web' },
  spec: {
    serviceName: 'web',
    replicas: n,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        terminationGracePeriodSeconds: 2,
        containers: [
          { name: 'n', image: 'nginx:1.27', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
        ],
      },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    ],
  },
});
const path = '/apis/apps/v1/namespaces/default/statefulsets';
const m = (f: () => unknown) => {
  const a = cpu();
  f();
  return cpu() - a;
};
const base = testCluster();
const grow = (n: number) => {
  const f = base.fork();
  call(f, 'POST', path, web(n));
  f.skip(200_000);
  return f;
};
const stat = (ts: number[]) => {
  const s = [...ts].sort((a, b) => a - b);
  return `${s[0]?.toFixed(1)}/${s[s.length >> 1]?.toFixed(1)}`;
};
const first = m(() => grow(10));
const r = [`first10 ${first.toFixed(0)}`];
for (const [n, k] of [
  [3, 15],
  [10, 25],
  [50, 6],
] as const)
  r.push(`${n}: ${stat(Array.from({ length: k }, () => m(() => grow(n))))}`);
const three = grow(3);
const scale = (f: typeof base, n: number) => {
  call(
    f,
    'PATCH',
    `${path}/web/scale`,
    { spec: { replicas: n } },
    { 'content-type': 'application/merge-patch+json' },
  );
};
r.push(
  `0-3: ${stat(
    Array.from({ length: 25 }, () =>
      m(() => {
        const f = three.fork();
        scale(f, 0);
        f.skip(30_000);
        scale(f, 3);
        f.skip(60_000);
      }),
    ),
  )}`,
);
r.push(`new: ${stat(Array.from({ length: 15 }, () => m(() => testCluster())))}`);
const loop = base.fork();
call(loop, 'POST', '/api/v1/namespaces/default/pods', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'l' },
  spec: {
    containers: [
      { name: 'c', image: 'busybox:1.36', command: ['sh', '-c', 'while true; do sleep 1; done'] },
    ],
  },
});
loop.skip(30_000);
r.push(`tick: ${stat(Array.from({ length: 10 }, () => m(() => loop.fork().skip(100_000)) / 100))}`);
console.log(r.join('  '));
