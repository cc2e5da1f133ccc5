import { test } from 'vitest';
import { allResources, deployments, namespaces, pods, services, statefulSets, type Deployment } from '../api/index.ts';
import { createControllers } from './index.ts';
import { TestCluster } from './testing/cluster.ts';
import { testKubelet } from './testing/kubelet.ts';
import { deployment, statefulSet, template } from './testing/manifests.ts';

for (const n of [250, 500, 1000]) test(`perf ${n}`, () => {
  const make = () => { const c = new TestCluster([...createControllers(allResources), testKubelet]); c.do((client) => { client.create(namespaces, { metadata: { name: 'default' } }); client.create(services, {metadata:{namespace:'default',name:'web'}, spec:{selector:{app:'web'}, ports:[{port:80}]}} as never); }); return c; };
  const time = (name: string, f: () => void) => { const t = performance.now(); f(); console.log(n, name, Math.round(performance.now() - t), 'ms'); };
  const a = make();
  time('deploy', () => a.do((c) => c.create(deployments, deployment(n))));
  time('roll', () => a.edit<Deployment>(deployments, { namespace: 'default', name: 'web' }, (d) => { d.spec.template = template('web:2'); }));
  console.log(a.names(pods).length);
  const b = make();
  time('sts parallel', () => b.do((c) => c.create(statefulSets, statefulSet(n, { podManagementPolicy: 'Parallel' }))));
  const d = make();
  time('sts ordered', () => d.do((c) => c.create(statefulSets, statefulSet(n))));
}, 60000);
