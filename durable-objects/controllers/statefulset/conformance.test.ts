import { beforeEach, describe, expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../lib/json.ts';
import { metadataOf, Session } from '../testing/session.ts';

let session: Session;

beforeEach(() => {
  session = new Session();
  session.create(
    'services',
    '{metadata: {name: test}, spec: {clusterIP: None, selector: {foo: bar}, ports: [{port: 80}]}}',
  );
});

const place = 'statefulsets/ss';
const strategic = 'application/strategic-merge-patch+json';
const page = '/usr/share/nginx/html/index.html';

/** StatefulSet `ss` of web servers that are ready while they have their page. */
function create(replicas: number, spec = ''): JsonObject {
  const probe = 'readinessProbe: {httpGet: {path: /index.html, port: 80}, periodSeconds: 1}';
  return session.create(
    'statefulsets',
    `{metadata: {name: ss, labels: {e2e: testing}}, spec: {replicas: ${replicas}, serviceName: test,
      ${spec} selector: {matchLabels: {foo: bar}}, template: {metadata: {labels: {foo: bar}},
      spec: {terminationGracePeriodSeconds: 0,
        containers: [{name: app, image: "nginx:1.27", ${probe}}]}}}}`,
  );
}

const setImage = (image: string): JsonObject =>
  session.send(
    'PATCH',
    place,
    { spec: { template: { spec: { containers: [{ name: 'app', image }] } } } },
    strategic,
  );
const scale = (replicas: number): JsonObject => session.patch(place, { spec: { replicas } });
const pods = (): readonly JsonObject[] => session.list('pods?labelSelector=foo%3Dbar');
const names = (): readonly string[] => pods().map((pod) => metadataOf(pod).name);

function breakProbes(): void {
  for (const name of names()) session.exec(name, `mv ${page} /tmp/`);
  session.wait(10);
}

function restoreProbes(): void {
  for (const name of names())
    session.exec(name, `[ ! -e /tmp/index.html ] || mv /tmp/index.html ${page}`);
}

const statusOf = (): JsonObject => {
  const { status } = session.get(place);
  return isObject(status) ? status : {};
};

/** `ss-0 nginx:1.27 1`: each pod's image and the number of its revision. */
function revisions(): readonly string[] {
  const numbers = new Map(
    session
      .list('controllerrevisions')
      .map((one) => [metadataOf(one).name, String(one.revision)] as const),
  );
  return pods().map((pod) => {
    const { name, labels } = metadataOf(pod);
    const { containers } = pod.spec as { containers: JsonObject[] };
    const number = numbers.get(labels?.['controller-revision-hash'] ?? '');
    return `${name} ${String(containers[0]?.image)} ${number}`;
  });
}

/** The names of pods that a watch told to have come or gone, in that order. */
const told = (events: ReturnType<Session['watch']>, type: string): readonly string[] =>
  events()
    .filter((event) => event.type === type)
    .map(({ object }) => metadataOf(object).name);

describe('[sig-apps] StatefulSet Basic StatefulSet functionality [StatefulSetBasic]', () => {
  test('should perform rolling updates and roll backs of template modifications [Conformance]', () => {
    create(3);
    session.wait(60);
    const { currentRevision: first, updateRevision } = statusOf();
    expect(updateRevision).toBe(first);
    expect(revisions()).toEqual([0, 1, 2].map((i) => `ss-${i} nginx:1.27 1`));
    // A pod that is not ready does not keep the update from going on, once it is.
    session.exec('ss-1', `mv ${page} /tmp/`);
    session.wait(10);
    const gone = session.watch('pods?labelSelector=foo%3Dbar');
    setImage('nginx:1.28');
    session.wait(1);
    const { currentRevision, updateRevision: second } = statusOf();
    expect(currentRevision).toBe(first);
    expect(second).not.toBe(first);
    session.exec('ss-1', `mv /tmp/index.html ${page}`);
    session.wait(120);
    expect(told(gone, 'DELETED')).toEqual(['ss-2', 'ss-1', 'ss-0']);
    expect(revisions()).toEqual([0, 1, 2].map((i) => `ss-${i} nginx:1.28 2`));
    expect(statusOf()).toMatchObject({ currentRevision: second, updateRevision: second });
    const back = session.watch('pods?labelSelector=foo%3Dbar');
    setImage('nginx:1.27');
    session.wait(1);
    expect(statusOf()).toMatchObject({ currentRevision: second, updateRevision: first });
    session.wait(120);
    expect(told(back, 'DELETED')).toEqual(['ss-2', 'ss-1', 'ss-0']);
    // The first revision again, as the newest: none is made.
    expect(revisions()).toEqual([0, 1, 2].map((i) => `ss-${i} nginx:1.27 3`));
    expect(session.list('controllerrevisions')).toHaveLength(2);
    expect(statusOf()).toMatchObject({ currentRevision: first, updateRevision: first });
  });

  test('should perform canary updates and phased rolling updates of template modifications [Conformance]', () => {
    const partition = (number: number): JsonObject =>
      session.patch(place, { spec: { updateStrategy: { rollingUpdate: { partition: number } } } });
    const old = (i: number): string => `ss-${i} nginx:1.27 1`;
    const fresh = (i: number): string => `ss-${i} nginx:1.28 2`;
    create(3, 'updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 3}},');
    session.wait(60);
    setImage('nginx:1.28');
    session.wait(60);
    const { currentRevision, updateRevision } = statusOf();
    expect(currentRevision).not.toBe(updateRevision);
    expect(revisions()).toEqual([old(0), old(1), old(2)]);
    partition(2);
    session.wait(60);
    expect(revisions()).toEqual([old(0), old(1), fresh(2)]);
    expect(statusOf()).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 });
    session.delete('pods/ss-0');
    session.delete('pods/ss-2');
    session.wait(60);
    expect(revisions()).toEqual([old(0), old(1), fresh(2)]);
    partition(1);
    session.wait(60);
    expect(revisions()).toEqual([old(0), fresh(1), fresh(2)]);
    partition(0);
    session.wait(60);
    expect(revisions()).toEqual([fresh(0), fresh(1), fresh(2)]);
    expect(statusOf()).toMatchObject({ currentRevision: updateRevision, updateRevision });
  });

  test('Scaling should happen in predictable order and halt if any stateful pod is unhealthy [Slow] [Conformance]', () => {
    const up = session.watch('pods?labelSelector=foo%3Dbar');
    create(1);
    session.wait(30);
    breakProbes();
    expect(statusOf().readyReplicas ?? 0).toBe(0);
    scale(3);
    session.wait(30);
    expect(names()).toEqual(['ss-0']);
    restoreProbes();
    session.wait(60);
    expect(statusOf().readyReplicas).toBe(3);
    expect(told(up, 'ADDED')).toEqual(['ss-0', 'ss-1', 'ss-2']);
    const down = session.watch('pods?labelSelector=foo%3Dbar');
    breakProbes();
    expect(statusOf().readyReplicas ?? 0).toBe(0);
    scale(0);
    session.wait(30);
    expect(names()).toEqual(['ss-0', 'ss-1', 'ss-2']);
    restoreProbes();
    session.wait(60);
    expect(told(down, 'DELETED')).toEqual(['ss-2', 'ss-1', 'ss-0']);
    expect(statusOf().replicas).toBe(0);
  });

  test('Burst scaling should run to completion even with unhealthy pods [Slow] [Conformance]', () => {
    create(1, 'podManagementPolicy: Parallel,');
    session.wait(30);
    breakProbes();
    expect(statusOf().readyReplicas ?? 0).toBe(0);
    scale(3);
    session.wait(10);
    expect(names()).toEqual(['ss-0', 'ss-1', 'ss-2']);
    restoreProbes();
    session.wait(30);
    expect(statusOf().readyReplicas).toBe(3);
    breakProbes();
    expect(statusOf().readyReplicas ?? 0).toBe(0);
    scale(0);
    session.wait(10);
    expect(names()).toEqual([]);
    expect(statusOf().replicas).toBe(0);
  });

  test('should have a working scale subresource [Conformance]', () => {
    create(1);
    session.wait(30);
    const before = session.get(`${place}/scale`);
    expect(before).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 1 },
      status: { replicas: 1, selector: 'foo=bar' },
    });
    const metadata = { name: 'ss', namespace: 'default' };
    const updated = session.replace(`${place}/scale`, {
      ...before,
      metadata,
      spec: { replicas: 2 },
    });
    expect(updated).toMatchObject({ spec: { replicas: 2 } });
    expect(session.get(place)).toMatchObject({ spec: { replicas: 2 } });
    session.send('PATCH', `${place}/scale`, { spec: { replicas: 4 } }, strategic);
    session.wait(60);
    expect(session.get(place)).toMatchObject({ spec: { replicas: 4 }, status: { replicas: 4 } });
  });

  test('should list, patch and delete a collection of StatefulSets [Conformance]', () => {
    create(1);
    session.wait(30);
    const template = { spec: { containers: [{ name: 'app', image: 'nginx:1.28' }] } };
    const metadata = { labels: { 'test-ss': 'patched' } };
    session.send('PATCH', place, { metadata, spec: { replicas: 2, template } }, strategic);
    session.wait(60);
    expect(statusOf()).toMatchObject({ readyReplicas: 2, updatedReplicas: 2 });
    expect(revisions()).toEqual(['ss-0 nginx:1.28 2', 'ss-1 nginx:1.28 2']);
    const selected = 'statefulsets?labelSelector=test-ss%3Dpatched';
    expect(session.list(selected)).toHaveLength(1);
    session.delete(selected);
    session.wait(60);
    expect([session.list('statefulsets'), names()]).toEqual([[], []]);
  });

  test('should validate Statefulset Status endpoints [Conformance]', () => {
    create(1);
    session.wait(30);
    const events = session.watch('statefulsets?labelSelector=e2e%3Dtesting');
    const object = session.get(`${place}/status`);
    const update = { type: 'StatusUpdate', status: 'True', reason: 'E2E', message: 'Set by e2e' };
    session.replace(`${place}/status`, {
      ...object,
      status: { ...statusOf(), conditions: [update] },
    });
    expect(statusOf().conditions).toMatchObject([update]);
    const patched = { type: 'StatusPatched', status: 'True' };
    session.patch(`${place}/status`, { status: { conditions: [patched] } });
    session.wait(10);
    expect(statusOf().conditions).toMatchObject([patched]);
    const text = JSON.stringify(events());
    expect(text).toContain('"type":"StatusUpdate"');
    expect(text).toContain('"type":"StatusPatched"');
  });
});
