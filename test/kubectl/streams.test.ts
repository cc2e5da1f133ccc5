import { beforeEach, describe, expect, test } from 'vitest';
import { box, webWithClaims } from './manifests.ts';
import { hasClients, newSandbox, type Sandbox } from './sandbox.ts';

describe.runIf(hasClients)('what goes on by itself', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await newSandbox();
  });

  test('get -w shows each change while it happens, for as long as it runs', async () => {
    const watch = sandbox.follow('get', 'pods', '-w');
    await sandbox.apply(webWithClaims(2));
    await watch.prints(/web-0 +0\/1 +Pending[\s\S]*web-0 +1\/1 +Running/);
    await watch.prints(/web-0 +1\/1[\s\S]*web-1 +0\/1 +Pending[\s\S]*web-1 +1\/1 +Running/);
    await sandbox.must('delete', 'pod', 'web-1', '--wait=false');
    await watch.prints(/web-1 +1\/1 +Terminating[\s\S]*web-1 +1\/1 +Running/);
    expect(watch.isRunning).toBe(true);
    await watch.stop();
  });

  test('exec -i carries input in, output out and the exit code', async () => {
    await sandbox.apply(box('sleep 3600'));
    await sandbox.must('wait', '--for=condition=Ready', 'pod/box', '--timeout=60s');
    const cat = sandbox.follow('exec', '-i', 'box', '--', 'sh', '-c', 'cat > /tmp/it; cat /tmp/it');
    cat.write('one\n');
    cat.write('둘\n');
    cat.endInput();
    expect(await cat.ended).toEqual({ code: 0, stdout: 'one\n둘\n', stderr: '' });
    const failed = await sandbox.kubectl('exec', 'box', '--', 'sh', '-c', 'echo no >&2; exit 3');
    expect(failed.code).toBe(3);
    expect(failed.stderr).toBe('no\ncommand terminated with exit code 3\n');
  });

  test('cp brings a file in and out again', async () => {
    await sandbox.apply(box('sleep 3600'));
    await sandbox.must('wait', '--for=condition=Ready', 'pod/box', '--timeout=60s');
    sandbox.write('page.html', 'a page\n');
    await sandbox.must('cp', 'page.html', 'box:/tmp/page.html');
    expect(await sandbox.must('exec', 'box', '--', 'cat', '/tmp/page.html')).toBe('a page\n');
  });

  test('logs -f prints lines as they come and ends with the container', async () => {
    await sandbox.apply(box('for i in 1 2 3 4; do echo line $i; sleep 2; done'));
    await sandbox.must('wait', '--for=condition=Ready', 'pod/box', '--timeout=60s');
    const logs = sandbox.follow('logs', '-f', 'box');
    await logs.prints(/line 2\n/);
    expect(logs.stdout).not.toContain('line 4');
    const lines = 'line 1\nline 2\nline 3\nline 4\n';
    expect(await logs.ended).toEqual({ code: 0, stdout: lines, stderr: '' });
  });
});
