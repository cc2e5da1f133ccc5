import { describe, expect, test } from 'vitest';
import { podAddresses } from '../network/ipam.ts';
import { fileRecords } from '../volumes/contents/index.ts';
import { containerProcesses, podRuntimes } from './records.ts';
import { Lab, podManifest, shellPod } from './testing/lab.ts';

const second = 1_000;

describe('a pod', () => {
  test('runs, with the events of v1.36 in their order', () => {
    const lab = new Lab();
    lab.create('pods', podManifest('web', 'nginx:1.27'));
    expect(lab.state('web')).toBe('Pending ContainerCreating 0');
    lab.advance(5 * second);
    expect(lab.state('web')).toBe('Running Running* 0');
    expect(lab.events('web').map((text) => text.replace(/[\d.]+m?s/g, 'T'))).toEqual([
      expect.stringMatching(/^Normal Scheduled /),
      'Normal Pulling Pulling image "nginx:1.27"',
      'Normal Pulled Successfully pulled image "nginx:1.27" in T (T including waiting). Image size: 72324501 bytes.',
      'Normal Created Container created',
      'Normal Started Container started',
    ]);
    const status = lab.pod('web')?.status;
    expect(status?.conditions?.map(({ type, status }) => `${type}=${status}`)).toEqual([
      'PodReadyToStartContainers=True',
      'Initialized=True',
      'Ready=True',
      'ContainersReady=True',
      'PodScheduled=True',
    ]);
    expect(status?.podIP).toMatch(/^10\.244\.[123]\.2$/);
    expect(status?.containerStatuses?.[0]?.containerID).toMatch(/^containerd:\/\/[0-9a-f]{64}$/);
    expect(status?.containerStatuses?.[0]?.image).toBe('docker.io/library/nginx:1.27');
  });

  test('that is healthy waits for no moment', () => {
    const lab = new Lab();
    const probe = { httpGet: { port: 80 }, periodSeconds: 1 };
    lab.create(
      'pods',
      podManifest('web', 'nginx:1.27', { readinessProbe: probe, livenessProbe: probe }),
    );
    lab.advance(10 * second);
    expect(lab.state('web')).toBe('Running Running* 0');
    expect(lab.cluster.deadlines().filter(({ controller }) => controller === 'kubelet')).toEqual(
      [],
    );
  });

  test('crashes into back-off: 10 s, 20 s, at once the first time', () => {
    const lab = new Lab();
    lab.create('pods', shellPod('loop', 'echo about to fail; exit 7'));
    const seen: string[] = [];
    for (let at = 0; at < 30; at += 1) {
      const state = lab.state('loop');
      if (seen.at(-1) !== state) seen.push(state);
      lab.advance(second);
    }
    expect(seen).toEqual([
      'Pending ContainerCreating 0',
      'Running Error 0',
      'Running Error 1',
      'Running CrashLoopBackOff 1',
      'Running Error 2',
      'Running CrashLoopBackOff 2',
    ]);
    const own = lab.pod('loop');
    expect(own?.status.containerStatuses?.[0]?.state.waiting?.message).toBe(
      `back-off 20s restarting failed container=main pod=loop_default(${own?.metadata.uid})`,
    );
    expect(own?.status.containerStatuses?.[0]?.lastState.terminated).toMatchObject({
      exitCode: 7,
      reason: 'Error',
    });
    expect(lab.logs('loop', 'previous=true')).toBe('about to fail\n');
  });

  test.each([
    ['Never', 0, 'Succeeded Completed 0'],
    ['Never', 4, 'Failed Error 0'],
    ['OnFailure', 0, 'Succeeded Completed 0'],
  ])('with restartPolicy %s that exits with %d ends as %s', (restartPolicy, code, state) => {
    const lab = new Lab();
    lab.create('pods', shellPod('p', `exit ${code}`, {}, { restartPolicy }));
    lab.advance(10 * second);
    expect(lab.state('p')).toBe(state);
    expect(lab.cluster.deadlines().filter(({ controller }) => controller === 'kubelet')).toEqual(
      [],
    );
  });

  test.each([
    ['nginx:nope', 'ImagePullBackOff', 'docker.io/library/nginx:nope: not found'],
    ['no-such-thing', 'ImagePullBackOff', 'pull access denied, repository does not exist'],
    ['Bad_Name:1:2', 'InvalidImageName', "couldn't parse image name"],
  ])('of image %s shows %s', (image, reason, text) => {
    const lab = new Lab();
    lab.create('pods', podManifest('p', image));
    lab.advance(6 * second);
    expect(lab.state('p')).toBe(`Pending ${reason} 0`);
    expect(lab.events('p').join('\n')).toContain(text);
  });

  test('without its ConfigMap is not configured until that comes', () => {
    const lab = new Lab();
    const envFrom = [{ configMapRef: { name: 'nope' } }];
    lab.create('pods', shellPod('p', 'echo $COLOR; read x', { envFrom, stdin: true }));
    lab.advance(5 * second);
    expect(lab.state('p')).toBe('Pending CreateContainerConfigError 0');
    expect(lab.events('p')).toContain('Warning Failed Error: configmap "nope" not found');
    lab.create('configmaps', { metadata: { name: 'nope' }, data: { COLOR: 'blue' } });
    lab.advance(second);
    expect(lab.state('p')).toBe('Running Running* 0');
    expect(lab.logs('p')).toBe('blue\n');
  });

  test('without a mounted Secret waits with FailedMount', () => {
    const lab = new Lab();
    const volumes = [{ name: 's', secret: { secretName: 'nope' } }];
    const volumeMounts = [{ name: 's', mountPath: '/s' }];
    lab.create('pods', podManifest('p', 'nginx:1.27', { volumeMounts }, { volumes }));
    lab.advance(5 * second);
    expect(lab.state('p')).toBe('Pending ContainerCreating 0');
    const message = 'MountVolume.SetUp failed for volume "s" : secret "nope" not found';
    expect(lab.events('p')).toContain(`Warning FailedMount ${message}`);
    lab.create('secrets', { metadata: { name: 'nope' }, data: { key: 'dmFsdWU=' } });
    lab.advance(5 * second);
    expect(lab.state('p')).toBe('Running Running* 0');
    expect(lab.sh('p', 'read x < /s/key; echo $x').out).toBe('value\n');
  });

  test('that is deleted gets TERM, then goes with all that was its own', () => {
    const lab = new Lab();
    const script = 'trap "echo bye; exit 0" TERM; while :; do read x; done';
    lab.create('pods', shellPod('p', script, { stdin: true }));
    lab.advance(5 * second);
    lab.sh('p', 'echo x > /tmp/f');
    lab.remove('pods/p');
    expect(lab.events('p')).toContain('Normal Killing Stopping container main');
    expect(lab.state('p')).toMatch(/^Succeeded /);
    lab.advance(second);
    expect(lab.pod('p')).toBeUndefined();
    for (const type of [podRuntimes, containerProcesses, podAddresses])
      expect(lab.cluster.read.records<unknown>(type)).toEqual([]);
    expect(lab.cluster.read.records(fileRecords)).toEqual([]);
  });

  test('whose main process ignores TERM is killed after its grace period', () => {
    const lab = new Lab();
    const spec = { terminationGracePeriodSeconds: 3 };
    lab.create('pods', shellPod('p', 'trap "" TERM; read x; read x', { stdin: true }, spec));
    lab.advance(5 * second);
    lab.remove('pods/p');
    lab.advance(2 * second);
    expect(lab.state('p')).toBe('Running Running* 0');
    lab.advance(2 * second);
    expect(lab.pod('p')).toBeUndefined();
  });

  test('past its active deadline has failed', () => {
    const lab = new Lab();
    const spec = { activeDeadlineSeconds: 5, terminationGracePeriodSeconds: 0 };
    lab.create('pods', podManifest('p', 'nginx:1.27', {}, spec));
    lab.advance(10 * second);
    expect(lab.pod('p')?.status).toMatchObject({ phase: 'Failed', reason: 'DeadlineExceeded' });
  });
});

describe('init containers', () => {
  const init = (name: string, script: string, more: object = {}) => ({
    name,
    image: 'busybox:1.36',
    command: ['sh', '-c', script],
    volumeMounts: [{ name: 'd', mountPath: '/d' }],
    ...more,
  });
  const volumes = [{ name: 'd', emptyDir: {} }];
  const volumeMounts = [{ name: 'd', mountPath: '/d' }];

  test('run one after the other, before the app', () => {
    const lab = new Lab();
    const initContainers = [
      init('one', 'echo 1 >> /d/log'),
      init('two', 'read x; echo 2 >> /d/log', { stdin: true }),
    ];
    const main = 'echo main >> /d/log; read x';
    lab.create(
      'pods',
      shellPod('p', main, { volumeMounts, stdin: true }, { volumes, initContainers }),
    );
    lab.advance(8 * second);
    expect(lab.state('p')).toBe('Pending PodInitializing 0');
    const statuses = lab.pod('p')?.status.initContainerStatuses;
    expect(statuses?.[0]?.state.terminated?.reason).toBe('Completed');
    expect(statuses?.[1]?.state.running).toBeDefined();
    expect(lab.sh('p', 'kill -9 1; echo $?', 'two').code).toBe(0);
  });

  test('that fail with restartPolicy Never fail the pod', () => {
    const lab = new Lab();
    const spec = { volumes, initContainers: [init('bad', 'exit 3')], restartPolicy: 'Never' };
    lab.create('pods', shellPod('p', 'echo never', {}, spec));
    lab.advance(8 * second);
    expect(lab.pod('p')?.status.phase).toBe('Failed');
    expect(lab.pod('p')?.status.initContainerStatuses?.[0]?.state.terminated?.exitCode).toBe(3);
  });

  test('that are sidecars end after the app, and a Job-like pod succeeds', () => {
    const lab = new Lab();
    const sidecar = { name: 'proxy', image: 'nginx:1.27', restartPolicy: 'Always' };
    const spec = { restartPolicy: 'Never', initContainers: [sidecar] };
    lab.create('pods', shellPod('job', 'exit 0', {}, spec));
    lab.advance(10 * second);
    expect(lab.pod('job')?.status.phase).toBe('Succeeded');
    expect(lab.pod('job')?.status.initContainerStatuses?.[0]?.state.terminated?.exitCode).toBe(0);
  });
});

describe('hooks', () => {
  test('postStart holds the container back, preStop comes before the signal', () => {
    const lab = new Lab();
    const lifecycle = {
      postStart: { exec: { command: ['sh', '-c', 'echo started > /tmp/hook'] } },
      preStop: { sleep: { seconds: 3 } },
    };
    lab.create('pods', podManifest('p', 'nginx:1.27', { lifecycle }));
    lab.advance(5 * second);
    expect(lab.state('p')).toBe('Running Running* 0');
    expect(lab.sh('p', 'read x < /tmp/hook; echo $x').out).toBe('started\n');
    lab.remove('pods/p');
    lab.advance(2 * second);
    expect(lab.state('p')).toBe('Running Running* 0');
    lab.advance(2 * second);
    expect(lab.pod('p')).toBeUndefined();
  });

  test('a postStart hook that fails has its container restarted', () => {
    const lab = new Lab();
    const lifecycle = { postStart: { exec: { command: ['sh', '-c', 'exit 1'] } } };
    lab.create('pods', podManifest('p', 'nginx:1.27', { lifecycle }));
    lab.advance(5 * second);
    expect(lab.events('p').join('\n')).toContain(
      'Warning FailedPostStartHook PostStartHook failed',
    );
    expect(lab.pod('p')?.status.containerStatuses?.[0]?.restartCount).toBe(1);
  });
});

describe('a running pod', () => {
  test('gets a new container when its image is changed', () => {
    const lab = new Lab();
    lab.create('pods', podManifest('p', 'nginx:1.27'));
    lab.advance(5 * second);
    lab.patch('pods/p', { spec: { containers: [{ name: 'main', image: 'nginx:1.28' }] } });
    lab.advance(5 * second);
    expect(lab.state('p')).toBe('Running Running* 1');
    expect(lab.pod('p')?.status.containerStatuses?.[0]?.image).toBe('docker.io/library/nginx:1.28');
    expect(lab.events('p')).toContain(
      'Normal Killing Container main definition changed, will be restarted',
    );
  });

  test('whose emptyDir outgrows its limit is evicted', () => {
    const lab = new Lab();
    const volumes = [{ name: 'tmp', emptyDir: { sizeLimit: '1k' } }];
    const volumeMounts = [{ name: 'tmp', mountPath: '/v' }];
    lab.create('pods', podManifest('p', 'nginx:1.27', { volumeMounts }, { volumes }));
    lab.advance(5 * second);
    lab.sh('p', 'x=0123456789; y=$x$x$x$x$x$x$x$x$x$x; echo $y$y$y$y$y$y$y$y$y$y$y > /v/f');
    lab.advance(second);
    expect(lab.pod('p')?.status).toMatchObject({
      phase: 'Failed',
      reason: 'Evicted',
      message: 'Usage of EmptyDir volume "tmp" exceeds the limit "1k". ',
    });
  });
});
