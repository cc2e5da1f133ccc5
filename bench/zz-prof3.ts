import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
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
const base = testCluster();
const mode = process.argv[2] ?? '10';
const three = base.fork();
call(three, 'POST', path, web(3));
three.skip(200_000);
const scale = (f: typeof base, n: number) =>
  call(
    f,
    'PATCH',
    `${path}/web/scale`,
    { spec: { replicas: n } },
    { 'content-type': 'application/merge-patch+json' },
  );
const run = () => {
  if (mode === 'scale') {
    const f = three.fork();
    scale(f, 0);
    f.skip(30_000);
    scale(f, 3);
    f.skip(60_000);
    return;
  }
  if (mode === 'new') {
    testCluster();
    return;
  }
  const f = base.fork();
  call(f, 'POST', path, web(Number(mode)));
  f.skip(200_000);
};
for (let i = 0; i < 5; i += 1) run();
const s = new Session();
s.connect();
s.post('Profiler.enable');
s.post('Profiler.setSamplingInterval', { interval: 200 });
s.post('Profiler.start');
const a = cpu();
const count = mode === '50' ? 3 : mode === 'scale' ? 40 : 20;
for (let i = 0; i < count; i += 1) run();
console.log('per run', ((cpu() - a) / count).toFixed(1));
s.post('Profiler.stop', (_: unknown, r: { profile: unknown }) =>
  writeFileSync(process.argv[3] ?? '/tmp/scratch/p.cpuprofile', JSON.stringify(r.profile)),
);
