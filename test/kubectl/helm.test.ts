import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from './process.ts';
import { hasClients, newSandbox, product, type Sandbox } from './sandbox.ts';

// The cluster has no server-side apply, which helm 4 would use of itself.
const clientSide = '--server-side=false';

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

  test('answers with its version and an empty list', async () => {
    expect((await helm('version', '--short')).stdout).toMatch(/^v4\./);
    const list = await helm('list');
    expect(list.stderr).toBe('');
    expect(list.stdout).toMatch(/^NAME\s+NAMESPACE\s+REVISION\s+UPDATED\s+STATUS\s+CHART/);
    expect(list.stdout.trim().split('\n')).toHaveLength(1);
  });

  test('installs a chart, upgrades it and takes it away', async () => {
    mkdirSync(join(sandbox.folder, 'page', 'templates'), { recursive: true });
    sandbox.write('page/Chart.yaml', 'apiVersion: v2\nname: page\nversion: 0.1.0\n');
    sandbox.write('page/values.yaml', 'text: one\n');
    sandbox.write(
      'page/templates/page.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: page}\ndata: {text: "{{ .Values.text }}"}\n',
    );
    const text = () => sandbox.must('get', 'configmap', 'page', '-o', 'jsonpath={.data.text}');
    expect(await helm('install', 'site', './page', clientSide)).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(await text()).toBe('one');
    expect(await helm('upgrade', 'site', './page', clientSide, '--set', 'text=two')).toMatchObject({
      code: 0,
    });
    expect(await text()).toBe('two');
    expect((await helm('list')).stdout).toMatch(/^site\s+default\s+2\s.*deployed\s+page-0\.1\.0/m);
    expect(await helm('uninstall', 'site')).toMatchObject({ code: 0 });
    expect(await sandbox.must('get', 'configmap', '-o', 'name')).not.toContain('page');
  });
});
