import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from './process.ts';
import { hasClients, newSandbox, product, type Sandbox } from './sandbox.ts';

describe.runIf(hasClients)('helm', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await newSandbox();
  });

  const helm = (...args: readonly string[]): Promise<Outcome> => {
    const running = sandbox.start(product().clients.helm, ...args);
    running.endInput();
    return running.ended;
  };
  const done = { code: 0, stderr: '' };
  const text = () => sandbox.must('get', 'configmap', 'site', '-o', 'jsonpath={.data.text}');

  test('answers with its version and an empty list', async () => {
    expect((await helm('version', '--short')).stdout).toMatch(/^v4\./);
    const list = await helm('list');
    expect(list.stderr).toBe('');
    expect(list.stdout).toMatch(/^NAME\s+NAMESPACE\s+REVISION\s+UPDATED\s+STATUS\s+CHART/);
    expect(list.stdout.trim().split('\n')).toHaveLength(1);
  });

  test('installs a chart with a definition and hooks, upgrades it, rolls it back', async () => {
    for (const [file, content] of Object.entries(chart)) {
      mkdirSync(join(sandbox.folder, 'page', file, '..'), { recursive: true });
      sandbox.write(`page/${file}`, content);
    }
    const wait = ['--wait', '--timeout', '60s'];
    expect(await helm('install', 'site', './page', ...wait)).toMatchObject(done);
    expect(await text()).toBe('one');
    expect(await sandbox.must('get', 'pages', '-o', 'name')).toBe('page.labset.test/site\n');
    expect(await sandbox.must('get', 'pod', 'site-hook', '-o', 'jsonpath={.status.phase}')).toBe(
      'Succeeded',
    );
    const upgrade = ['upgrade', 'site', './page', '--set', 'text=two,replicas=2', ...wait];
    expect(await helm(...upgrade)).toMatchObject(done);
    expect(await text()).toBe('two');
    expect(await replicas()).toBe('2 2');
    expect((await helm('list')).stdout).toMatch(/^site\s+default\s+2\s.*deployed\s+page-0\.1\.0/m);
    expect(await helm('rollback', 'site', '1', ...wait)).toMatchObject(done);
    expect(await text()).toBe('one');
    expect(await replicas()).toBe('1 1');
  });

  const replicas = () =>
    sandbox.must('get', 'sts', 'site', '-o', 'jsonpath={.spec.replicas} {.status.readyReplicas}');

  test('what somebody else has changed is a conflict until it is forced', async () => {
    await sandbox.must('patch', 'configmap', 'site', '-p', '{"data":{"text":"mine"}}');
    const upgrade = ['upgrade', 'site', './page', '--set', 'text=three'];
    expect((await helm(...upgrade)).stderr).toContain(
      'conflict with "kubectl-patch" using v1: .data.text',
    );
    expect(await helm(...upgrade, '--force-conflicts')).toMatchObject(done);
    expect(await text()).toBe('three');
  });

  test('takes a release away, but for its definition', async () => {
    expect(await helm('uninstall', 'site', '--wait')).toMatchObject({ code: 0 });
    const left = await sandbox.must('get', 'configmap,sts,pages', '-o', 'name');
    expect(left).not.toContain('site');
    expect(await sandbox.must('get', 'crd', '-o', 'name')).toContain('pages.labset.test');
  });
});

const chart: { readonly [file: string]: string } = {
  'Chart.yaml': 'apiVersion: v2\nname: page\nversion: 0.1.0\n',
  'values.yaml': 'text: one\nreplicas: 1\n',
  'crds/pages.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: pages.labset.test}
spec:
  group: labset.test
  scope: Namespaced
  names: {plural: pages, singular: page, kind: Page}
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties: {spec: {type: object, properties: {text: {type: string}}}}
`,
  'templates/page.yaml': `apiVersion: labset.test/v1
kind: Page
metadata: {name: {{ .Release.Name }}}
spec: {text: {{ .Values.text }}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: {{ .Release.Name }}}
data: {text: {{ .Values.text }}}
`,
  'templates/set.yaml': `apiVersion: v1
kind: Service
metadata: {name: {{ .Release.Name }}}
spec: {clusterIP: None, selector: {app: site}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: {{ .Release.Name }}}
spec:
  serviceName: {{ .Release.Name }}
  replicas: {{ .Values.replicas }}
  selector: {matchLabels: {app: site}}
  template:
    metadata: {labels: {app: site}}
    spec: {containers: [{name: main, image: "nginx:1.27"}]}
`,
  'templates/hook.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-hook
  annotations:
    helm.sh/hook: "post-install,post-upgrade,post-rollback"
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  restartPolicy: Never
  containers: [{name: main, image: busybox, command: [sh, -c, "echo done"]}]
`,
};
