import { test } from 'vitest';
import { readFileSync } from 'node:fs';
import { allResources } from '../api/index.ts';
import { administrator } from '../cluster/index.ts';
import { testCluster } from '../testing/clusters.ts';
import { openWorkstation } from './open.ts';

test('x', () => {
  const cluster = testCluster();
  const desk = openWorkstation(undefined, allResources);
  const host = () => ({ api: cluster.as(administrator), now: cluster.clock.now, awake: cluster.clock.awake, random: () => 0.5 });
  const show = () => { for (const o of desk.takeOutput()) process.stdout.write('text' in o ? o.text.replaceAll('\r\n', '\n') : 'prompt' in o ? `[${o.prompt.exitCode} ${o.prompt.cwd}]\n` : `[raw ${o.raw}]\n`); };
  desk.writeFile('web.yaml', `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 5
      containers:
      - {name: c, image: busybox:1.36, command: [sh, -c, 'echo hi; sleep 3600']}
`);
  const file = process.env.SCRIPT ?? '/tmp/scratch/ws/script.txt';
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    const skip = /^%advance (\d+)/.exec(line);
    process.stdout.write(`$ ${line}\n`);
    if (skip) { cluster.skip(Number(skip[1]) * 1000); desk.advance(host()); }
    else if (line.startsWith('%keys ')) desk.keys(host(), 't1', JSON.parse(line.slice(6)));
    else if (line === '%int') desk.interrupt(host(), 't1');
    else if (line === '%end') desk.end(host(), 't1');
    else if (line.startsWith('%complete ')) console.log(JSON.stringify(desk.complete(host(), 't1', JSON.parse(line.slice(10))).completions).slice(0, 400));
    else if (line.startsWith('%t2 ')) { const r = desk.run(host(), 't2', line.slice(4)); if (r) console.log('REFUSED', r); }
    else { const r = desk.run(host(), 't1', line); if (r) console.log('REFUSED', r); }
    show();
    JSON.parse(JSON.stringify(desk.state));
  }
});
