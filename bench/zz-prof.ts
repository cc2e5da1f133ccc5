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
console.log('import', cpu().toFixed(0));
const m = (f: () => unknown) => {
  const a = cpu();
  f();
  return cpu() - a;
};
console.log(
  'new cluster',
  m(() => testCluster()).toFixed(1),
  m(() => testCluster()).toFixed(1),
  m(() => testCluster()).toFixed(1),
);
const base = testCluster();
const grow = (n: number) => {
  const f = base.fork();
  const t = m(() => {
    call(f, 'POST', path, web(n));
    f.skip(200_000);
  });
  const s = JSON.parse(String(call(f, 'GET', `${path}/web`).body)).status;
  if (s.readyReplicas !== n) throw new Error(JSON.stringify(s));
  return { f, t };
};
console.log('first 10', grow(10).t.toFixed(1));
for (const n of [3, 10, 50]) {
  const ts = Array.from({ length: n === 50 ? 4 : 10 }, () => grow(n));
  const f = ts[0]?.f;
  console.log(
    n,
    'min',
    Math.min(...ts.map((x) => x.t)).toFixed(1),
    'all',
    ts.map((x) => x.t.toFixed(0)).join(' '),
    'rev',
    f?.read.revision,
  );
}
const three = grow(3).f;
const scale = (f: typeof base, n: number) => {
  call(
    f,
    'PATCH',
    `${path}/web/scale`,
    { spec: { replicas: n } },
    { 'content-type': 'application/merge-patch+json' },
  );
};
const runs = Array.from({ length: 10 }, () =>
  m(() => {
    const f = three.fork();
    scale(f, 0);
    f.skip(30_000);
    scale(f, 3);
    f.skip(60_000);
    const s = JSON.parse(String(call(f, 'GET', `${path}/web`).body)).status;
    if (s.readyReplicas !== 3) throw new Error(JSON.stringify(s));
  }),
);
console.log(
  '0 and back min',
  Math.min(...runs).toFixed(1),
  runs.map((x) => x.toFixed(0)).join(' '),
);
