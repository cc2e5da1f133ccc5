import { createHash } from 'node:crypto';
import { call, stateOf, testCluster } from '../durable-objects/testing/clusters.ts';

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
          {
            name: 'n',
            image: 'nginx:1.27',
            readinessProbe: { httpGet: { path: '/', port: 80 }, periodSeconds: 5 },
            resources: { requests: { cpu: '50m', memory: '64Mi' } },
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
          },
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
const h = (t: string) => createHash('sha256').update(t).digest('hex').slice(0, 16);
const c = testCluster();
console.log('new', h(stateOf(c)));
const log: string[] = [];
const go = (m: string, p: string, b?: unknown, hd?: Record<string, string>) => {
  const r = call(c, m, p, b, hd ?? {});
  log.push(`${r.status} ${String(r.body)}`);
};
go('POST', '/api/v1/namespaces/default/services', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', labels: { ünï: 'x' } },
  spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80 }] },
});
go('POST', '/api/v1/namespaces/default/services', {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', annotations: { note: 'ünï 日本 😀' } },
  spec: { clusterIP: 'None', selector: { app: 'web' }, ports: [{ port: 80 }] },
});
go('POST', '/api/v1/namespaces/default/configmaps', {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'cm' },
  data: { a: '1', b: 'zwei ü\n' },
});
go('POST', '/api/v1/namespaces/default/secrets', {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's' },
  data: { bin: 'AAECAwQF/v8=', one: 'QQ==', two: 'QUI=' },
});
go('POST', path, web(6));
c.skip(100_000);
console.log('6', h(stateOf(c)));
const script =
  'id; ls -la / /etc/cm /var/run; cat /etc/cm/b /no; mkdir -p /tmp/a/b; ln -s /tmp/a /tmp/l; echo x > /tmp/l/b/f; mv /tmp/a/b /tmp/c; ls -l /tmp /tmp/l /tmp/c/; cd /tmp/l && pwd -P; rm -r /tmp/c; head -c 300 /dev/urandom > /tmp/bin; wc -c /tmp/bin; od -c /etc/s/bin; [ -e /etc/nope/x ] || echo none; touch /etc/cm/x; cat /var/run/secrets/kubernetes.io/serviceaccount/token | wc -c; i=0; while [ $i -lt 30 ]; do sleep 1; i=$((i+1)); echo $i >> /data/log; done; wget -qO- http://web | head -3; exit 3';
for (const uid of [0, 1000])
  go('POST', '/api/v1/namespaces/default/pods', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `sh-${uid}` },
    spec: {
      restartPolicy: 'OnFailure',
      securityContext: { runAsUser: uid, fsGroup: 2000 },
      volumes: [
        { name: 'cm', configMap: { name: 'cm' } },
        { name: 's', secret: { secretName: 's' } },
        { name: 'data', emptyDir: {} },
      ],
      containers: [
        {
          name: 'c',
          image: 'busybox:1.36',
          command: ['sh', '-c', script],
          resources: { limits: { cpu: '0.5', memory: '1.5Gi' } },
          volumeMounts: [
            { name: 'cm', mountPath: '/etc/cm' },
            { name: 's', mountPath: '/etc/s' },
            { name: 'data', mountPath: '/data' },
          ],
        },
      ],
    },
  });
go('POST', '/apis/apps/v1/namespaces/default/deployments', {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'd' },
  spec: {
    replicas: 4,
    selector: { matchLabels: { app: 'd' } },
    template: {
      metadata: { labels: { app: 'd' } },
      spec: { containers: [{ name: 'n', image: 'nginx:1.27' }] },
    },
  },
});
c.skip(90_000);
console.log('pods', h(stateOf(c)));
const merge = { 'content-type': 'application/merge-patch+json' };
go(
  'PATCH',
  '/apis/apps/v1/namespaces/default/deployments/d',
  { spec: { template: { spec: { containers: [{ name: 'n', image: 'nginx:1.26' }] } } } },
  { 'content-type': 'application/strategic-merge-patch+json' },
);
go('PATCH', `${path}/web/scale`, { spec: { replicas: 0 } }, merge);
c.skip(40_000);
go('PATCH', `${path}/web/scale`, { spec: { replicas: 3 } }, merge);
c.skip(60_000);
go(
  'PATCH',
  `${path}/web`,
  { metadata: { labels: { 'bad label!': 'x' }, annotations: { ok: 'y' } } },
  merge,
);
go(
  'PATCH',
  '/api/v1/namespaces/default/pods/web-0',
  { metadata: { labels: { 'bad label!': 'x' }, finalizers: ['foo'] } },
  merge,
);
go(
  'PATCH',
  '/api/v1/namespaces/default/persistentvolumeclaims/data-web-0',
  { spec: { resources: { requests: { storage: '1.5x' } } } },
  merge,
);
go('GET', '/api/v1/pods');
go('GET', '/api/v1/namespaces/default/pods?limit=3');
go('GET', '/api/v1/namespaces/default/pods', undefined, {
  accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
});
go('GET', '/api/v1/events');
go('GET', '/api/v1/namespaces/default/pods/sh-0/log');
go('GET', '/api/v1/namespaces/default/pods/sh-1000/log');
go(
  'GET',
  '/api/v1/namespaces/default/pods?watch=1&resourceVersion=0&timeoutSeconds=1'.replace(
    'watch=1&',
    '',
  ),
);
go('DELETE', `${path}/web`);
go('DELETE', '/api/v1/namespaces/default/pods');
c.skip(120_000);
console.log('end', h(stateOf(c)), 'log', h(log.join('\n')), 'rev', c.read.revision);
if (process.argv[2])
  (await import('node:fs')).writeFileSync(process.argv[2], `${log.join('\n')}\n${stateOf(c)}`);
