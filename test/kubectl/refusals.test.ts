import { writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { webWithClaims } from './manifests.ts';
import { eventually } from './process.ts';
import { hasClients, newSandbox, type Sandbox } from './sandbox.ts';

// What kubectl makes of a 401, by what it was about to do.
const noCredentials =
  'error: You must be logged in to the server (the server has asked for the client to provide credentials)';
const unauthorized = 'error: You must be logged in to the server (Unauthorized)';

describe.runIf(hasClients)('what is refused', () => {
  let sandbox: Sandbox;
  let neighbour: Sandbox;
  beforeAll(async () => {
    sandbox = await newSandbox();
    neighbour = await newSandbox();
  });

  const names = (): Promise<string> => sandbox.must('get', 'all,cm,pvc', '-o', 'name');

  test.each([
    ['a token of nobody', (): string => 'z'.repeat(32)],
    ["another cluster's token", (): string => tokenOf(neighbour)],
  ])('%s opens nothing', async (_, token) => {
    const file = `${sandbox.folder}/stranger`;
    writeFileSync(file, sandbox.access.replace(tokenOf(sandbox), token()), { mode: 0o600 });
    // With nothing remembered of this server: what kubectl says depends on it.
    const stranger = ['--kubeconfig', file, '--cache-dir', `${sandbox.folder}/cache-${token()}`];
    const read = await sandbox.kubectl(...stranger, 'get', 'pods');
    expect(read.code).toBe(1);
    expect(read.stdout).toBe('');
    expect(read.stderr.trim().split('\n').at(-1)).toBe(noCredentials);
    const write = await sandbox.kubectl(...stranger, 'create', 'configmap', 'stranger');
    expect(write.code).toBe(1);
    expect(write.stderr).toBe('error: failed to create configmap: Unauthorized\n');
    const raw = await sandbox.kubectl(...stranger, 'get', '--raw', '/api/v1/secrets');
    expect(raw.stderr.trim()).toBe(unauthorized);
    expect(await names()).not.toContain('stranger');
  });

  test('a cluster that was removed opens to nobody', async () => {
    const removed = await newSandbox();
    await removed.must('get', 'nodes');
    await removed.remove();
    const read = await removed.kubectl('get', '--raw', '/api/v1/nodes');
    expect([read.code, read.stderr.trim()]).toEqual([1, unauthorized]);
  });

  test('a request over 3 MiB', async () => {
    const before = await names();
    sandbox.write('big', 'x'.repeat(4 * 1024 * 1024));
    const made = await sandbox.kubectl('create', 'configmap', 'big', '--from-file=big');
    expect(made.code).toBe(1);
    expect(made.stderr).toContain('Request entity too large: limit is 3145728');
    expect(await names()).toBe(before);
  });

  test('malformed YAML, found by kubectl and found by the server', async () => {
    const before = await names();
    sandbox.write('bad.yaml', 'apiVersion: v1\nkind: Pod\n  metadata: {name: bad}\n');
    const applied = await sandbox.kubectl('apply', '-f', 'bad.yaml');
    expect(applied.code).toBe(1);
    expect(applied.stderr).toMatch(/^error: error parsing bad.yaml: error converting YAML to JSON/);
    const posted = await sandbox.kubectl(
      ...['create', '--raw', '/api/v1/namespaces/default/pods', '-f', 'bad.yaml'],
    );
    expect(posted.code).toBe(1);
    expect(posted.stderr).toMatch(/^Error from server/);
    expect(await names()).toBe(before);
  });

  test('a field that does not exist', async () => {
    const before = await names();
    sandbox.write('web.yaml', webWithClaims(1).replace('replicas:', 'replica:'));
    const applied = await sandbox.kubectl('apply', '--validate=true', '-f', 'web.yaml');
    expect(applied.code).toBe(1);
    expect(applied.stderr).toContain('strict decoding error: unknown field "spec.replica"');
    // The Service before it is a document of its own and is there, as with a real cluster.
    expect(lines(await names())).toEqual(lines(`${before}service/web\n`));
    await sandbox.must('delete', 'service', 'web');
  });

  test('an image that nobody has: the pod says so and waits', async () => {
    await sandbox.must('run', 'lost', '--image=nginx:no-such-tag');
    const row = await eventually(
      () => sandbox.must('get', 'pod', 'lost', '--no-headers'),
      (text) => /ErrImagePull|ImagePullBackOff/.test(text),
    );
    expect(row).toMatch(/^lost +0\/1 +(ErrImagePull|ImagePullBackOff) +0 /);
    const described = await sandbox.must('describe', 'pod', 'lost');
    expect(described).toContain('Failed to pull image "nginx:no-such-tag"');
    await sandbox.must('delete', 'pod', 'lost', '--now');
  });
});

function lines(text: string): readonly string[] {
  return text.trim().split('\n').sort();
}

/** The kubeconfig's user has the token. */
function tokenOf({ access }: Sandbox): string {
  const token = /token: (\S+)/.exec(access)?.[1];
  if (token === undefined) throw new Error('there is no token in the kubeconfig');
  return token;
}
