import { beforeEach, describe, expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../lib/json.ts';
import { metadataOf, Session } from '../testing/session.ts';

let session: Session;

beforeEach(() => {
  session = new Session();
});

/** A Job whose pods run a shell script. */
function create(spec: string, script: string, pod = 'restartPolicy: Never'): JsonObject {
  const container = `{name: c, image: "busybox:1.36", command: [sh, -c, ${JSON.stringify(script)}]}`;
  return session.create(
    'jobs',
    `{metadata: {name: foo}, spec: {${spec ? `${spec},` : ''} template: {metadata: {labels: {job: foo}},
      spec: {${pod}, containers: [${container}]}}}}`,
  );
}

const statusOf = (): JsonObject => {
  const { status } = session.get('jobs/foo');
  return isObject(status) ? status : {};
};

/** `SuccessCriteriaMet:SuccessPolicy Complete:SuccessPolicy`: the conditions that are True. */
function conditions(): string {
  const list = statusOf().conditions;
  return (Array.isArray(list) ? list.filter(isObject) : [])
    .filter(({ status }) => status === 'True')
    .map(({ type, reason }) => `${String(type)}:${String(reason)}`)
    .join(' ');
}

const pods = (): readonly JsonObject[] => session.list('pods?labelSelector=job%3Dfoo');

/** `foo-0-x Succeeded`, the random part of names left out. */
function podTexts(): readonly string[] {
  return pods()
    .map(({ metadata, status }) => {
      const { name } = metadataOf({ metadata: metadata as JsonObject });
      return `${name.replace(/-\w{5}$/, '')} ${String(isObject(status) ? status.phase : '')}`;
    })
    .sort();
}

const index = '$JOB_COMPLETION_INDEX';

describe('[sig-apps] Job', () => {
  test('should run a job to completion when tasks sometimes fail and are locally restarted [Conformance]', () => {
    const volume = 'volumes: [{name: data, emptyDir: {}}]';
    const job = session.create(
      'jobs',
      `{metadata: {name: foo}, spec: {parallelism: 2, completions: 4, backoffLimit: 100, template: {
        metadata: {labels: {job: foo}}, spec: {restartPolicy: OnFailure, ${volume}, containers: [
          {name: c, image: "busybox:1.36", volumeMounts: [{name: data, mountPath: /data}],
           command: [sh, -c, "if [ -e /data/once ]; then exit 0; fi; touch /data/once; exit 1"]}]}}}}`,
    );
    session.wait(120);
    expect(statusOf()).toMatchObject({ succeeded: 4, ready: 0, uncountedTerminatedPods: {} });
    expect(conditions()).toBe('SuccessCriteriaMet:CompletionsReached Complete:CompletionsReached');
    expect(podTexts()).toEqual(Array(4).fill('foo Succeeded'));
    expect(session.events(job).at(-1)).toBe('Completed Job completed');
    expect(pods().flatMap((pod) => metadataOf(pod).finalizers ?? [])).toEqual([]);
  });

  test('should create pods for an Indexed job with completion indexes and specified hostname [Conformance]', () => {
    create(
      'completionMode: Indexed, parallelism: 2, completions: 4',
      `[ "$(hostname)" = "foo-${index}" ]`,
    );
    session.wait(60);
    expect(statusOf()).toMatchObject({ succeeded: 4, completedIndexes: '0-3' });
    expect(podTexts()).toEqual([0, 1, 2, 3].map((i) => `foo-${i} Succeeded`));
    const key = 'batch.kubernetes.io/job-completion-index';
    for (const pod of pods()) {
      const { annotations, labels } = metadataOf(pod);
      expect(annotations?.[key]).toBe(labels?.[key]);
      expect(pod.spec).toMatchObject({ hostname: `foo-${annotations?.[key]}` });
    }
  });

  test('should adopt matching orphans and release non-matching pods [Conformance]', () => {
    const job = create('parallelism: 2, completions: 2', 'sleep 3600');
    session.wait(10);
    const [first, second] = pods();
    const name = metadataOf(first ?? {}).name;
    session.patch(`pods/${name}`, { metadata: { ownerReferences: null } });
    expect(metadataOf(session.get(`pods/${name}`)).ownerReferences).toMatchObject([
      { kind: 'Job', uid: metadataOf(job).uid, controller: true },
    ]);
    const other = metadataOf(second ?? {}).name;
    const selected = 'batch.kubernetes.io/controller-uid';
    session.patch(`pods/${other}`, { metadata: { labels: { [selected]: null } } });
    const { ownerReferences, finalizers } = metadataOf(session.get(`pods/${other}`));
    expect([ownerReferences, finalizers]).toEqual([undefined, undefined]);
  });

  test('should delete a job [Conformance]', () => {
    create('parallelism: 2, completions: 2', 'sleep 3600');
    session.wait(10);
    expect(statusOf()).toMatchObject({ active: 2, ready: 2 });
    session.delete('jobs/foo?propagationPolicy=Background');
    session.wait(60);
    expect(session.list('jobs')).toEqual([]);
    expect(pods()).toEqual([]);
  });

  test('should apply changes to a job status [Conformance]', () => {
    create('parallelism: 2, completions: 2, backoffLimit: 6', 'sleep 3600');
    session.wait(10);
    session.patch('jobs/foo/status', {
      metadata: { annotations: { patchedstatus: 'true' } },
      status: { startTime: statusOf().startTime ?? null },
    });
    expect(metadataOf(session.get('jobs/foo')).annotations).toMatchObject({
      patchedstatus: 'true',
    });
    const job = session.get('jobs/foo/status');
    const condition = { type: 'CustomConditionType', status: 'True' };
    session.replace('jobs/foo/status', {
      ...job,
      status: { ...statusOf(), conditions: [condition] },
    });
    expect(conditions()).toContain('CustomConditionType');
  });

  test('should manage the lifecycle of a job [Conformance]', () => {
    create('suspend: true, parallelism: 2, completions: 2', 'exit 0');
    session.wait(10);
    expect(pods()).toEqual([]);
    expect(conditions()).toBe('Suspended:JobSuspended');
    session.patch('jobs/foo', { metadata: { labels: { 'e2e-job': 'patched' } } });
    const job = session.get('jobs/foo');
    const annotations = { updated: 'true' };
    const { spec } = job as { spec: JsonObject };
    const metadata = { ...(isObject(job.metadata) ? job.metadata : {}), annotations };
    session.replace('jobs/foo', { ...job, metadata, spec: { ...spec, suspend: false } });
    session.wait(30);
    expect(conditions()).toBe('SuccessCriteriaMet:CompletionsReached Complete:CompletionsReached');
    expect(session.list('jobs?labelSelector=e2e-job%3Dpatched')).toHaveLength(1);
    session.delete('jobs?labelSelector=e2e-job%3Dpatched&propagationPolicy=Background');
    session.wait(60);
    expect(session.list('jobs')).toEqual([]);
  });
});

describe('[sig-apps] Job', () => {
  const policy = (rule: string): string => `podFailurePolicy: {rules: [${rule}]}`;

  test('should allow to use the pod failure policy on exit code to fail the job early [Conformance]', () => {
    const rule = '{action: FailJob, onExitCodes: {operator: In, values: [1]}}';
    const job = create(`backoffLimit: 6, ${policy(rule)}`, 'exit 1');
    session.wait(60);
    expect(conditions()).toBe('FailureTarget:PodFailurePolicy Failed:PodFailurePolicy');
    const [pod] = pods();
    expect(session.events(job).at(-1)).toBe(
      `Warning PodFailurePolicy Container c for pod default/${metadataOf(pod ?? {}).name} failed with exit code 1 matching FailJob rule at index 0`,
    );
  });

  test('should allow to use a pod failure policy to ignore failure matching on DisruptionTarget condition [Conformance]', () => {
    const rule = '{action: Ignore, onPodConditions: [{type: DisruptionTarget, status: "True"}]}';
    create(`backoffLimit: 0, ${policy(rule)}`, 'sleep 30');
    session.wait(10);
    const name = metadataOf(pods()[0] ?? {}).name;
    const { status } = session.get(`pods/${name}`) as { status: { conditions: JsonObject[] } };
    const disrupted = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' };
    session.patch(`pods/${name}/status`, {
      status: { conditions: [...status.conditions, disrupted] },
    });
    session.delete(`pods/${name}`);
    session.wait(120);
    expect(statusOf().failed).toBeUndefined();
    expect(conditions()).toBe('SuccessCriteriaMet:CompletionsReached Complete:CompletionsReached');
  });

  test('should execute all indexes despite some failing when using backoffLimitPerIndex [Conformance]', () => {
    create(
      'completionMode: Indexed, parallelism: 2, completions: 4, backoffLimitPerIndex: 1',
      `exit $(( ${index} % 2 ))`,
    );
    session.wait(180);
    expect(statusOf()).toMatchObject({
      succeeded: 2,
      failed: 4,
      completedIndexes: '0,2',
      failedIndexes: '1,3',
    });
    expect(conditions()).toBe('FailureTarget:FailedIndexes Failed:FailedIndexes');
  });

  test('should terminate job execution when the number of failed indexes exceeds maxFailedIndexes [Conformance]', () => {
    create(
      'completionMode: Indexed, parallelism: 1, completions: 10, backoffLimitPerIndex: 0, maxFailedIndexes: 4',
      'exit 1',
    );
    session.wait(180);
    expect(statusOf()).toMatchObject({ failed: 5, failedIndexes: '0-4' });
    expect(conditions()).toBe(
      'FailureTarget:MaxFailedIndexesExceeded Failed:MaxFailedIndexesExceeded',
    );
  });

  test('should mark indexes as failed when the FailIndex action is matched in podFailurePolicy [Conformance]', () => {
    const rule = '{action: FailIndex, onExitCodes: {operator: In, values: [1]}}';
    create(
      `completionMode: Indexed, parallelism: 2, completions: 2, backoffLimitPerIndex: 1, ${policy(rule)}`,
      `[ ${index} = 1 ] && exit 1; exit 0`,
    );
    session.wait(60);
    expect(statusOf()).toMatchObject({ failed: 1, failedIndexes: '1', completedIndexes: '0' });
    expect(conditions()).toBe('FailureTarget:FailedIndexes Failed:FailedIndexes');
  });
});

describe('[sig-apps] Job with successPolicy', () => {
  const indexed = (rule: string): string =>
    `completionMode: Indexed, parallelism: 5, completions: 5, successPolicy: {rules: [${rule}]}`;

  test('should succeeded when all indexes succeeded [Conformance]', () => {
    create(indexed('{succeededIndexes: 0-4, succeededCount: 5}'), 'exit 0');
    session.wait(60);
    expect(statusOf()).toMatchObject({ succeeded: 5, completedIndexes: '0-4' });
    expect(conditions()).toBe('SuccessCriteriaMet:SuccessPolicy Complete:SuccessPolicy');
  });

  test('succeededCount rule should succeeded even when some indexes remain pending [Conformance]', () => {
    create(indexed('{succeededCount: 1}'), `[ ${index} = 0 ] && exit 0; sleep 3600`);
    session.wait(120);
    expect(statusOf()).toMatchObject({ succeeded: 1, completedIndexes: '0', terminating: 0 });
    expect(conditions()).toBe('SuccessCriteriaMet:SuccessPolicy Complete:SuccessPolicy');
  });

  test('succeededIndexes rule should succeeded even when some indexes remain pending [Conformance]', () => {
    create(indexed('{succeededIndexes: "1"}'), `[ ${index} = 1 ] && exit 0; sleep 3600`);
    session.wait(120);
    expect(statusOf()).toMatchObject({ succeeded: 1, completedIndexes: '1' });
    expect(statusOf().failed).toBeUndefined();
    expect(conditions()).toBe('SuccessCriteriaMet:SuccessPolicy Complete:SuccessPolicy');
  });
});
