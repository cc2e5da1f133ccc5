import { Readable, Writable } from 'node:stream';
import {
  AppsV1Api,
  CoreV1Api,
  Exec,
  KubeConfig,
  Log,
  makeInformer,
  PatchStrategy,
  setHeaderOptions,
  type V1Pod,
  type V1Status,
  Watch,
} from '@kubernetes/client-node';
import { beforeAll, describe, expect, test } from 'vitest';
import { box, webWithClaims } from './manifests.ts';
import { eventually } from './process.ts';
import { hasClients, newSandbox, type Sandbox } from './sandbox.ts';

/** Keeps what is written to it, as text. */
class Text extends Writable {
  text = '';
  override _write(chunk: unknown, _encoding: string, done: () => void): void {
    this.text += String(chunk);
    done();
  }
}

describe.runIf(hasClients)('the official client library for JavaScript', () => {
  let sandbox: Sandbox;
  const config = new KubeConfig();
  beforeAll(async () => {
    sandbox = await newSandbox();
    config.loadFromString(sandbox.access);
    await sandbox.apply(box('sleep 3600'));
    await sandbox.must('wait', '--for=condition=Ready', 'pod/box', '--timeout=60s');
  });

  test('reads, patches and scales by its typed methods', async () => {
    await sandbox.apply(webWithClaims(1));
    const apps = config.makeApiClient(AppsV1Api);
    const place = { name: 'web', namespace: 'default' };
    const set = await apps.readNamespacedStatefulSet(place);
    expect(set.spec?.replicas).toBe(1);
    expect(set.metadata?.creationTimestamp).toBeInstanceOf(Date);
    const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
    await apps.patchNamespacedStatefulSet(
      { ...place, body: { metadata: { labels: { by: 'library' } } } },
      merge,
    );
    await apps.patchNamespacedStatefulSetScale(
      { ...place, body: { spec: { replicas: 2 } } },
      merge,
    );
    const after = await apps.readNamespacedStatefulSet(place);
    expect(after.metadata?.labels).toEqual({ by: 'library' });
    expect(after.spec?.replicas).toBe(2);
    const missing = apps.readNamespacedStatefulSet({ name: 'nope', namespace: 'default' });
    await expect(missing).rejects.toMatchObject({ code: 404 });
  });

  test('an informer knows what is there, what comes and what goes', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const list = () =>
      core.listNamespacedConfigMap({ namespace: 'default', labelSelector: 'of=it' });
    const path = '/api/v1/namespaces/default/configmaps';
    await sandbox.must('create', 'configmap', 'first', '--from-literal=a=1');
    await sandbox.must('label', 'configmap', 'first', 'of=it');
    const informer = makeInformer(config, path, list, 'of=it');
    const seen: string[] = [];
    for (const verb of ['add', 'update', 'delete'] as const)
      informer.on(verb, ({ metadata }) => void seen.push(`${verb} ${metadata?.name}`));
    await informer.start();
    await sandbox.must('label', 'configmap', 'first', 'more=1');
    await sandbox.must('create', 'configmap', 'second');
    await sandbox.must('label', 'configmap', 'second', 'of=it');
    await sandbox.must('delete', 'configmap', 'first');
    const wanted = ['add first', 'update first', 'add second', 'delete first'];
    await eventually(
      async () => seen,
      (answer) => wanted.every((one) => answer.includes(one)),
    );
    expect(seen).toEqual(wanted);
    expect(informer.list().map(({ metadata }) => metadata?.name)).toEqual(['second']);
    await informer.stop();
  });

  test('a watch tells of each change, with bookmarks', async () => {
    const seen: string[] = [];
    const watch = await new Watch(config).watch(
      '/api/v1/namespaces/default/pods',
      { allowWatchBookmarks: true, fieldSelector: 'metadata.name=brief' },
      (phase, pod: V1Pod) => void seen.push(`${phase} ${pod.metadata?.name}`),
      () => undefined,
    );
    await sandbox.must('run', 'brief', '--image=busybox:1.36', '--', 'sleep', '60');
    await sandbox.must('delete', 'pod', 'brief', '--now');
    await eventually(
      async () => seen,
      (answer) => answer.includes('DELETED brief'),
    );
    expect(seen[0]).toBe('ADDED brief');
    expect(seen).toContain('MODIFIED brief');
    watch.abort();
  });

  test('exec carries input, output and the exit code', async () => {
    const run = async (command: string, input: Readable | null) => {
      const [out, err] = [new Text(), new Text()];
      const status = await new Promise<V1Status>((resolve, reject) => {
        const shell = ['sh', '-c', command];
        new Exec(config)
          .exec('default', 'box', 'main', shell, out, err, input, false, resolve)
          .catch((error: unknown) => reject(error));
      });
      return { out: out.text, err: err.text, status };
    };
    const said = await run('read it; echo got $it', Readable.from(['한글\n']));
    expect(said).toMatchObject({ out: 'got 한글\n', err: '', status: { status: 'Success' } });
    const failed = await run('echo no >&2; exit 7', null);
    expect(failed).toMatchObject({ out: '', err: 'no\n' });
    expect(failed.status.details?.causes).toEqual([{ reason: 'ExitCode', message: '7' }]);
  });

  test('a log is followed to its end', async () => {
    const script = 'for i in 1 2 3; do echo line $i; sleep 1; done';
    await sandbox.must(
      ...['run', 'talker', '--image=busybox:1.36', '--restart=Never', '--', 'sh', '-c', script],
    );
    await sandbox.must('wait', '--for=condition=Ready', 'pod/talker', '--timeout=60s');
    const out = new Text();
    const ended = new Promise((resolve) => out.once('finish', resolve));
    await new Log(config).log('default', 'talker', 'talker', out, { follow: true });
    await ended;
    expect(out.text).toBe('line 1\nline 2\nline 3\n');
  });
});
