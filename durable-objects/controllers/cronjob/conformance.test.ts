import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { metadataOf, Session } from '../testing/session.ts';

let session: Session;

beforeEach(() => {
  session = new Session();
});

/** CronJob `cron`, every minute, whose Jobs sleep for so many seconds. */
function create(spec: string, sleep: number): JsonObject {
  return session.create(
    'cronjobs',
    `{metadata: {name: cron, labels: {app: cron}}, spec: {schedule: "*/1 * * * ?", ${spec} jobTemplate: {
      spec: {template: {spec: {restartPolicy: OnFailure, containers: [
        {name: c, image: "busybox:1.36", command: [sleep, "${sleep}"]}]}}}}}}`,
  );
}

const active = (): readonly string[] => {
  const { status } = session.get('cronjobs/cron') as { status: { active?: { name: string }[] } };
  return (status.active ?? []).map(({ name }) => name);
};
const jobNames = (): readonly string[] =>
  session.list('jobs').map(({ metadata }) => metadataOf({ metadata: metadata as JsonObject }).name);

describe('[sig-apps] CronJob', () => {
  test('should schedule multiple jobs concurrently [Conformance]', () => {
    create('concurrencyPolicy: Allow,', 300);
    session.wait(150);
    expect(active().length).toBeGreaterThanOrEqual(2);
    expect(jobNames()).toEqual(active());
  });

  test('should not schedule jobs when suspended [Slow] [Conformance]', () => {
    create('concurrencyPolicy: Allow, suspend: true,', 300);
    session.wait(300);
    expect(jobNames()).toEqual([]);
  });

  test('should not schedule new jobs when ForbidConcurrent [Slow] [Conformance]', () => {
    const cron = create('concurrencyPolicy: Forbid,', 300);
    session.wait(60);
    const [first] = active();
    session.wait(180);
    expect(active()).toEqual([first]);
    expect(jobNames()).toEqual([first]);
    expect(session.events(cron)).toEqual([
      `SuccessfulCreate Created job ${first}`,
      'JobAlreadyActive Not starting job because prior execution is running and concurrency policy is Forbid',
    ]);
    // When it has ended, the start that was put off is made up for.
    session.wait(60);
    session.wait(30);
    expect(active()).not.toContain(first);
    expect(active()).toHaveLength(1);
  });

  test('should replace jobs when ReplaceConcurrent [Conformance]', () => {
    const cron = create('concurrencyPolicy: Replace,', 300);
    session.wait(60);
    const [first] = active();
    session.wait(60);
    const [second, ...more] = active();
    expect(more).toEqual([]);
    expect(second).not.toBe(first);
    expect(jobNames()).toEqual([second]);
    expect(session.events(cron)).toEqual([
      `SuccessfulCreate Created job ${first}`,
      `SuccessfulDelete Deleted job ${first}`,
      `SuccessfulCreate Created job ${second}`,
    ]);
  });

  test('should support CronJob API operations [Conformance]', () => {
    const cron = create('suspend: true, successfulJobsHistoryLimit: 2,', 1);
    expect(session.list('cronjobs?labelSelector=app%3Dcron')).toHaveLength(1);
    session.patch('cronjobs/cron', { metadata: { annotations: { patched: 'true' } } });
    const object = session.get('cronjobs/cron');
    const annotations = { ...metadataOf(object).annotations, updated: 'true' };
    const metadata = { ...(object.metadata as JsonObject), annotations };
    session.replace('cronjobs/cron', { ...object, metadata });
    const lastScheduleTime = '2026-01-01T00:00:00Z';
    session.patch('cronjobs/cron/status', {
      metadata: { annotations: { patchedstatus: 'true' } },
      status: { lastScheduleTime },
    });
    const status = session.get('cronjobs/cron/status');
    expect(status).toMatchObject({ status: { lastScheduleTime } });
    expect(metadataOf(status).annotations).toMatchObject({
      patched: 'true',
      updated: 'true',
      patchedstatus: 'true',
    });
    expect(metadataOf(status).uid).toBe(metadataOf(cron).uid);
    session.delete('cronjobs/cron');
    expect(session.code('GET', 'cronjobs/cron')).toBe(404);
    create('suspend: true,', 1);
    session.delete('cronjobs?labelSelector=app%3Dcron');
    expect(session.list('cronjobs')).toEqual([]);
  });
});

test('history is kept within its limits, and what ended is told', () => {
  const cron = create('successfulJobsHistoryLimit: 2,', 1);
  session.wait(60 * 4 + 30);
  const done = session.list('jobs').length;
  expect(done).toBe(2);
  const { status } = session.get('cronjobs/cron') as { status: JsonObject };
  expect(status.lastSuccessfulTime).toMatch(/^\d{4}-/);
  const [first] = session.events(cron);
  const name = first?.split(' ').at(-1);
  expect(session.events(cron)).toContain(
    `SawCompletedJob Saw completed job: ${name}, condition: Complete`,
  );
  expect(session.events(cron)).toContain(`SuccessfulDelete Deleted job ${name}`);
});

test('a Job knows the time for which it was made, in the zone of its CronJob', () => {
  create('timeZone: Asia/Seoul,', 1);
  session.wait(60);
  const [job] = session.list('jobs');
  const { annotations, name } = metadataOf(job ?? {});
  const minutes = Number(name.replace('cron-', ''));
  const scheduled = annotations?.['batch.kubernetes.io/cronjob-scheduled-timestamp'] ?? '';
  expect(scheduled).toMatch(/:00\+09:00$/);
  expect(minutes * 60_000).toBe(Date.parse(scheduled));
});
