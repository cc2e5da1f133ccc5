import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { call, testCluster } from '../testing/clusters.ts';
import { createGrader } from './grader.ts';
import { labOf, pass } from './testing/lab.ts';

const web = readFileSync(
  new URL('../../labs/scale-to-zero/home/web.yaml', import.meta.url),
  'utf8',
);
const [, set] = parseAllDocuments(web).map((document) => String(document.toJS() && document));
const ready = `
assert:
  apiVersion: apps/v1
  kind: StatefulSet
  metadata: {name: web}
  status: {readyReplicas: 3}`;

describe('why a set is not at three', () => {
  const chain = [
    '0 of 3 pods of StatefulSet web are Ready',
    "web-2 isn't created. It waits for web-1 to be Ready",
    "web-1 isn't created. It waits for web-0 to be Ready",
  ];
  const cases: readonly [string, string, string, readonly string[]][] = [
    [
      'the readiness probe fails',
      'image: nginx:1.27',
      'image: nginx:1.27\n          readinessProbe: {httpGet: {path: /healthz, port: 80}, periodSeconds: 5}',
      [
        ...chain,
        'web-0 is running but not Ready',
        'Kubernetes says: Readiness probe failed: HTTP probe failed with statuscode: 404',
      ],
    ],
    [
      'the image is missing',
      'nginx:1.27',
      'ngnix:1.27',
      [...chain, "Image ngnix:1.27 of web-0 can't be pulled (ImagePullBackOff)"],
    ],
    [
      'the class is missing',
      'accessModes:',
      'storageClassName: fast\n        accessModes:',
      [
        ...chain,
        "web-0 hasn't started yet",
        'Claim data-web-0 is Pending',
        'There is no storage class fast',
      ],
    ],
  ];
  test.each(cases)('%s', (_, from, to, why) => {
    const cluster = testCluster();
    const manifest = (set ?? '').replace(from, to);
    expect(manifest).not.toBe(set);
    const reply = call(cluster, 'POST', '/apis/apps/v1/namespaces/default/statefulsets', manifest);
    expect(reply.status, String(reply.body)).toBe(201);
    pass(cluster, 60);
    const task = createGrader(labOf(ready)).observe(cluster).tasks[0];
    expect(task?.standing).toBe('unmet');
    const said = task?.checks[0]?.why.map(({ en }) => en) ?? [];
    expect(said.slice(0, why.length)).toEqual(why);
  });

  test('while it starts it is under way, and not stuck', () => {
    const cluster = testCluster();
    call(cluster, 'POST', '/apis/apps/v1/namespaces/default/statefulsets', set);
    const task = createGrader(labOf(ready)).observe(cluster).tasks[0];
    expect(task?.standing).toBe('waiting');
    expect(task?.checks[0]?.why.at(-1)?.en).toBe('web-0 is starting');
  });
});
