import { beforeEach, describe, expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../lib/json.ts';
import { metadataOf, Session } from '../testing/session.ts';

let session: Session;

beforeEach(() => {
  session = new Session();
});

/** Job `pi`, whose pods run a shell script. */
function create(spec: string, script: string): JsonObject {
  const container = `{name: c, image: "busybox:1.36", command: [sh, -c, ${JSON.stringify(script)}]}`;
  return session.create(
    'jobs',
    `{metadata: {name: pi}, spec: {${spec ? `${spec},` : ''} template: {
      spec: {restartPolicy: Never, terminationGracePeriodSeconds: 5, containers: [${container}]}}}}`,
  );
}

const job = (): JsonObject => session.get('jobs/pi');

/** `active 1 failed 2 Failed`: the counts that are not zero, and the conditions that are True. */
function state(): string {
  const status = job().status as JsonObject & { conditions?: JsonObject[] };
  const counts = ['active', 'succeeded', 'failed', 'terminating']
    .filter((name) => status[name])
    .map((name) => `${name} ${String(status[name])}`);
  const conditions = (status.conditions ?? [])
    .filter(({ status: value }) => value === 'True')
    .map(({ type }) => String(type));
  return [...counts, ...conditions].join(' ');
}

/** The states that it is seen in, looking every second. */
function states(seconds: number): readonly string[] {
  const seen: string[] = [];
  for (let at = 0; at <= seconds; at += 1) {
    const now = `${at} ${state()}`;
    if (seen.at(-1)?.replace(/^\d+ /, '') !== state()) seen.push(now);
    session.wait(1);
  }
  return seen;
}

describe('failures', () => {
  test('are tried again after 10, 20, 40 seconds, up to the limit', () => {
    const made = create('backoffLimit: 3', 'exit 1');
    const starts = states(90).flatMap((text) => /^(\d+) active 1/.exec(text)?.[1] ?? []);
    const gaps = starts.map((at, i) => Number(at) - Number(starts[i - 1] ?? at)).slice(1);
    expect(gaps).toEqual([12, 22, 42].map((about) => expect.closeTo(about, -1)));
    expect(state()).toBe('failed 4 FailureTarget Failed');
    expect(session.events(made).at(-1)).toBe(
      'Warning BackoffLimitExceeded Job has reached the specified backoff limit',
    );
  });

  test('of the whole time: the deadline ends what runs, and counts it', () => {
    const made = create('activeDeadlineSeconds: 20, parallelism: 2', 'sleep 3600');
    session.wait(10);
    expect(state()).toBe('active 2');
    session.wait(12);
    expect(state()).toBe('failed 2 terminating 2 FailureTarget');
    session.wait(10);
    expect(state()).toBe('failed 2 FailureTarget Failed');
    expect(session.events(made).at(-1)).toBe(
      'Warning DeadlineExceeded Job was active longer than specified deadline',
    );
  });
});

describe('a pod that somebody deletes', () => {
  test.each([
    ['TerminatingOrFailed', 'active 1 failed 1 terminating 1'],
    ['Failed', 'terminating 1'],
  ])('with podReplacementPolicy %s', (policy, whileItGoes) => {
    create(`podReplacementPolicy: ${policy}`, 'trap "" TERM; while true; do sleep 1; done');
    session.wait(5);
    const [pod] = session.list('pods');
    session.delete(`pods/${metadataOf(pod ?? {}).name}`);
    session.wait(12 - (policy === 'Failed' ? 9 : 0));
    expect(state()).toContain(policy === 'Failed' ? whileItGoes : 'failed 1');
    session.wait(20);
    expect(state()).toBe('active 1 failed 1');
  });
});

test('suspending deletes the pods without counting them, resuming starts the time anew', () => {
  const made = create('parallelism: 2, completions: 2', 'sleep 60');
  session.wait(10);
  const before = (job().status as JsonObject).startTime;
  session.patch('jobs/pi', { spec: { suspend: true } });
  session.wait(40);
  expect(state()).toBe('Suspended');
  expect(session.list('pods')).toEqual([]);
  session.patch('jobs/pi', { spec: { suspend: false } });
  session.wait(10);
  expect(state()).toBe('active 2');
  expect((job().status as JsonObject).startTime).not.toBe(before);
  expect(session.events(made).filter((text) => !text.includes('pod'))).toEqual([
    'Suspended Job suspended',
    'Resumed Job resumed',
  ]);
});

test('a work queue is done with its first success, once the others have ended', () => {
  create('parallelism: 3', 'sleep $((RANDOM % 20))');
  expect((job().spec as JsonObject).completions).toBeUndefined();
  session.wait(60);
  expect(state()).toBe('succeeded 3 SuccessCriteriaMet Complete');
});

test('of a Job with a time to live nothing is left when it is over', () => {
  create('ttlSecondsAfterFinished: 30', 'exit 0');
  session.wait(20);
  expect(state()).toContain('Complete');
  session.wait(60);
  expect(session.code('GET', 'jobs/pi')).toBe(404);
  expect(session.list('pods')).toEqual([]);
});

test('a Job that somebody else manages is let be', () => {
  create('managedBy: example.com/queue', 'exit 0');
  session.wait(20);
  expect(session.list('pods')).toEqual([]);
  expect(job().status).toEqual({});
});

test('deleting a Job keeps its pods, unless something else is said, and warns of it', () => {
  create('', 'sleep 3600');
  session.wait(10);
  expect(session.warnings('DELETE', 'jobs/pi')).toEqual([
    'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning',
  ]);
  session.wait(10);
  expect(session.list('pods')).toHaveLength(1);
  create('', 'exit 0');
  expect(session.warnings('DELETE', 'jobs/pi?propagationPolicy=Background')).toEqual([]);
});

test('pods whose Job is gone are let go', () => {
  create('', 'sleep 3600');
  session.wait(10);
  session.delete('jobs/pi?propagationPolicy=Orphan');
  session.wait(5);
  const [pod] = session.list('pods');
  expect(metadataOf(pod ?? {}).finalizers).toBeUndefined();
  expect(metadataOf(pod ?? {}).ownerReferences).toBeUndefined();
});

test('a Job has a selector of its own, and labels for it', () => {
  const { metadata, spec } = create('', 'exit 0') as { metadata: JsonObject; spec: JsonObject };
  const uid = String(metadata.uid);
  expect(spec.selector).toEqual({ matchLabels: { 'batch.kubernetes.io/controller-uid': uid } });
  expect(metadata.labels).toEqual({
    'batch.kubernetes.io/controller-uid': uid,
    'batch.kubernetes.io/job-name': 'pi',
    'controller-uid': uid,
    'job-name': 'pi',
  });
  expect(isObject(spec.template) && spec.template.metadata).toEqual({ labels: metadata.labels });
});
