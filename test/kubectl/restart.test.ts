import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../scripts/free-port.ts';
import { type Server, type ServerOptions, startServer } from '../../scripts/server.ts';
import { readServerFile } from '../../scripts/server-file.ts';
import { webWithClaims } from './manifests.ts';
import { hasClients, newSandbox, product, type Sandbox } from './sandbox.ts';

const replicas = 8;

// A server of its own: it is killed.
describe.runIf(hasClients)('a server that is killed', () => {
  let options: ServerOptions;
  let server: Server | undefined;
  let sandbox: Sandbox;
  beforeAll(async () => {
    options = {
      port: await freePort(),
      tlsPort: await freePort(),
      folder: join(product().folder, 'killed'),
    };
    server = await startServer(options);
    sandbox = await newSandbox({ ...product(), ...server });
  });
  afterAll(() => server?.stop());

  test('has everything that it acknowledged, and finishes the rollout it was in', async () => {
    const watch = sandbox.follow('get', 'pods', '-w');
    // So many, one after the other, that the last is far away when the writes are done.
    await sandbox.apply(webWithClaims(replicas));
    await watch.prints(/web-1 +0\/1 +Pending/);
    const kept = await objects(sandbox);
    const writes: string[] = [];
    for (let i = 0; i < 5; i++) {
      writes.push((await sandbox.must('create', 'configmap', `c${i}`, '-o', 'name')).trim());
      await sandbox.must('annotate', 'service', 'web', `written-${i}=yes`);
    }
    killAll(options.folder);
    await server?.ended;
    expect((await sandbox.kubectl('get', 'pods', '--request-timeout=5s')).code).toBe(1);
    await watch.stop();

    server = await startServer(options);
    const found = await objects(sandbox);
    for (const [name, uid] of kept) expect([name, found.get(name)]).toEqual([name, uid]);
    expect([...found.keys()]).toEqual(expect.arrayContaining(writes));
    const service = await sandbox.must('get', 'service', 'web', '-o', 'jsonpath={.metadata}');
    for (let i = 0; i < 5; i++) expect(service).toContain(`"written-${i}":"yes"`);
    await sandbox.must('rollout', 'status', 'statefulset/web', '--timeout=90s');
    const claims = await sandbox.must('get', 'pvc', '--no-headers');
    expect(claims.match(/^data-web-\d +Bound /gm)).toHaveLength(replicas);
  });
});

/** The UIDs of what the namespace holds, by name. */
async function objects(sandbox: Sandbox): Promise<ReadonlyMap<string, string>> {
  const format = '{range .items[*]}{.kind}/{.metadata.name} {.metadata.uid}{"\\n"}{end}';
  const text = await sandbox.must('get', 'cm,svc,sts,pvc,pods', '-o', `jsonpath=${format}`);
  const rows = text.trim().split('\n');
  return new Map(
    rows.map((row) => {
      const [name = '', uid = ''] = row.split(' ');
      return [name.replace('ConfigMap', 'configmap'), uid];
    }),
  );
}

/** As a power failure would: nothing gets the time to write anything. */
function killAll(folder: string): void {
  const group = readServerFile(folder)?.group ?? 0;
  if (group <= 0) throw new Error('there is no group of processes to kill');
  process.kill(-group, 'SIGKILL');
}
