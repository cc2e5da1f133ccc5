import { pods } from '../durable-objects/api/index.ts';
import { presentList } from '../durable-objects/apiserver/present/present.ts';
import { jsonText } from '../durable-objects/apiserver/present/reply.ts';
import { freeze, thaw } from '../durable-objects/lib/json.ts';
import { call, testCluster } from '../durable-objects/testing/clusters.ts';

const c = testCluster();
call(c, 'POST', '/api/v1/namespaces/default/pods', {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'l' },
  spec: {
    containers: [{ name: 'c', image: 'nginx:1.27', resources: { requests: { cpu: '1m' } } }],
  },
});
c.skip(30_000);
const pod = c.read.list(pods)[0];
if (!pod) throw 1;
const items = Array.from({ length: 4000 }, () => freeze(thaw(pod)));
const cpu = () => {
  const x = process.cpuUsage();
  return (x.user + x.system) / 1000;
};
for (const clockSkipped of [0, 0, 0, 30_000, 30_000, 30_000]) {
  const a = cpu();
  const v = presentList(pods as never, { items, resourceVersion: '1' } as never, {
    as: '',
    metaVersion: 'v1',
    includeObject: 'None' as never,
    now: 0,
    clockSkipped,
  });
  const b = cpu();
  const t = jsonText(v, false);
  console.log(
    clockSkipped,
    'present',
    (b - a).toFixed(0),
    'text',
    (cpu() - b).toFixed(0),
    t.length,
  );
}
