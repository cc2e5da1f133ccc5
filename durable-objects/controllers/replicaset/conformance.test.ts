import { beforeEach, describe, expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../lib/json.ts';
import { metadataOf, Session } from '../testing/session.ts';

let session: Session;

beforeEach(() => {
  session = new Session();
});

const podSpec = '{containers: [{name: app, image: "nginx:1.27"}]}';

/** A ReplicaSet or ReplicationController `web` of so many pods labelled `name: web`. */
function create(plural: string, replicas: number, spec = podSpec): JsonObject {
  const labels = '{name: web}';
  const selector = plural === 'replicasets' ? `{matchLabels: ${labels}}` : labels;
  return session.create(
    plural,
    `{metadata: {name: web, labels: ${labels}}, spec: {replicas: ${replicas}, selector: ${selector},
      template: {metadata: {labels: ${labels}}, spec: ${spec}}}}`,
  );
}

const pods = (): readonly JsonObject[] => session.list('pods?labelSelector=name%3Dweb');
const statusOf = (place: string): JsonObject => {
  const { status } = session.get(place);
  return isObject(status) ? status : {};
};
const controllerOf = (pod: string): string | undefined =>
  metadataOf(session.get(`pods/${pod}`)).ownerReferences?.find(({ controller }) => controller)
    ?.kind;

/** What both kinds promise. */
function promises(plural: string, kind: string) {
  const place = `${plural}/web`;
  return {
    serve() {
      create(plural, 2);
      session.wait(10);
      expect(statusOf(place)).toMatchObject({ replicas: 2, readyReplicas: 2 });
      expect(pods().map(({ status }) => isObject(status) && status.phase)).toEqual([
        'Running',
        'Running',
      ]);
    },
    adopt() {
      session.create('pods', `{metadata: {name: lone, labels: {name: web}}, spec: ${podSpec}}`);
      create(plural, 1);
      session.wait(10);
      expect(pods().map((pod) => metadataOf(pod).name)).toEqual(['lone']);
      expect(controllerOf('lone')).toBe(kind);
    },
    release() {
      create(plural, 1);
      session.wait(10);
      const name = metadataOf(pods()[0] ?? {}).name;
      session.patch(`pods/${name}`, { metadata: { labels: { name: 'other' } } });
      session.wait(10);
      expect(controllerOf(name)).toBeUndefined();
      expect(pods()).toHaveLength(1);
    },
    scale() {
      create(plural, 1);
      session.wait(10);
      expect(session.get(`${place}/scale`)).toMatchObject({
        kind: 'Scale',
        spec: { replicas: 1 },
        status: { replicas: 1, selector: 'name=web' },
      });
      session.replace(`${place}/scale`, {
        ...session.get(`${place}/scale`),
        spec: { replicas: 2 },
      });
      session.patch(`${place}/scale`, { spec: { replicas: 4 } });
      session.wait(10);
      expect(session.get(place)).toMatchObject({ spec: { replicas: 4 }, status: { replicas: 4 } });
    },
    fail() {
      const spec = podSpec.replace('{', '{serviceAccountName: nobody, ');
      const set = create(plural, 1, spec);
      session.wait(10);
      const message =
        'pods "web-" is forbidden: error looking up service account default/nobody: serviceaccount "nobody" not found';
      const condition = { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' };
      expect(statusOf(place).conditions).toMatchObject([{ ...condition, message }]);
      expect(session.events(set)[0]).toBe(`Warning FailedCreate Error creating: ${message}`);
      session.patch(place, { spec: { replicas: 0 } });
      session.wait(10);
      expect(statusOf(place).conditions).toBeUndefined();
    },
    status() {
      create(plural, 1);
      session.wait(10);
      const condition = { type: 'StatusUpdate', status: 'True', reason: 'E2E', message: 'Set' };
      const object = session.get(`${place}/status`);
      const status = { ...statusOf(place), conditions: [condition] };
      session.replace(`${place}/status`, { ...object, status });
      const patched = { ...condition, type: 'StatusPatched' };
      session.patch(`${place}/status`, { status: { conditions: [patched] } });
      session.delete(place);
      expect(session.code('GET', place)).toBe(404);
    },
    collection() {
      create(plural, 3);
      session.wait(10);
      const selected = `${plural}?labelSelector=name%3Dweb`;
      expect(session.list(selected)).toHaveLength(1);
      session.delete(`${selected}&propagationPolicy=Background`);
      session.wait(60);
      expect([session.list(plural), pods()]).toEqual([[], []]);
    },
  };
}

describe('[sig-apps] ReplicaSet', () => {
  const { serve, adopt, release, scale, fail, status, collection } = promises(
    'replicasets',
    'ReplicaSet',
  );
  test('should serve a basic image on each replica with a public image [Conformance]', () =>
    serve());
  test('should adopt matching pods on creation and release no longer matching pods [Conformance]', () => {
    adopt();
    session = new Session();
    release();
  });
  test('Replicaset should have a working scale subresource [Conformance]', () => scale());
  test('should surface a failure condition on a common issue like exceeded quota', () => fail());
  test('should validate Replicaset Status endpoints [Conformance]', () => status());
  test('should list and delete a collection of ReplicaSets [Conformance]', () => collection());
  test('Replace and Patch tests [Conformance]', () => {
    create('replicasets', 1);
    session.wait(10);
    session.patch('replicasets/web', {
      metadata: { labels: { 'test-rs': 'patched' } },
      spec: {
        replicas: 2,
        template: { spec: { containers: [{ name: 'app', image: 'httpd:2.4' }] } },
      },
    });
    session.wait(10);
    expect(session.get('replicasets/web')).toMatchObject({
      metadata: { labels: { 'test-rs': 'patched' } },
      status: { replicas: 2, readyReplicas: 2 },
    });
  });
});

describe('[sig-apps] ReplicationController', () => {
  const { serve, adopt, release, scale, fail, status } = promises(
    'replicationcontrollers',
    'ReplicationController',
  );
  test('should serve a basic image on each replica with a public image [Conformance]', () =>
    serve());
  test('should adopt matching pods on creation [Conformance]', () => adopt());
  test('should release no longer matching pods [Conformance]', () => release());
  test('should get and update a ReplicationController scale [Conformance]', () => scale());
  test('should surface a failure condition on a common issue like exceeded quota [Conformance]', () =>
    fail());
  test('should test the lifecycle of a ReplicationController [Conformance]', () => status());
});
