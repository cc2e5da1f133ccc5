import { beforeEach, describe, expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../lib/json.ts';
import { metadataOf, Session } from '../testing/session.ts';

let session: Session;

beforeEach(() => {
  session = new Session();
});

const place = 'deployments/web';
const revision = 'deployment.kubernetes.io/revision';
const strategic = 'application/strategic-merge-patch+json';

/** Deployment `web` of pods labelled `name: sample-pod`. */
function deploy(replicas: number, image: string, spec = ''): JsonObject {
  return session.create(
    'deployments',
    `{metadata: {name: web, labels: {e2e: testing}}, spec: {replicas: ${replicas}, ${spec}
      selector: {matchLabels: {name: sample-pod}}, template: {metadata: {labels: {name: sample-pod}},
      spec: {containers: [{name: app, image: "${image}"}]}}}}`,
  );
}

/** A ReplicaSet of one pod that the Deployment's selector matches: adopted when there is one. */
function orphan(name: string, annotations = '{}'): void {
  const labels = '{name: sample-pod, pod: httpd}';
  session.create(
    'replicasets',
    `{metadata: {name: ${name}, labels: ${labels}, annotations: ${annotations}}, spec: {replicas: 1,
      selector: {matchLabels: ${labels}}, template: {metadata: {labels: ${labels}},
      spec: {containers: [{name: httpd, image: "httpd:2.4"}]}}}}`,
  );
  session.wait(10);
}

const setImage = (image: string): JsonObject =>
  session.send(
    'PATCH',
    place,
    { spec: { template: { spec: { containers: [{ name: 'app', image }] } } } },
    strategic,
  );

interface Sized {
  readonly spec: { readonly replicas: number; readonly template: Template };
  readonly status: { readonly replicas: number; readonly availableReplicas?: number };
}

interface Template {
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
}

/** `2 httpd:2.4 wants 1 has 1`: the ReplicaSets by revision. */
function sets(): readonly string[] {
  return session
    .list('replicasets')
    .map((set) => {
      const { spec, status } = set as unknown as Sized;
      const number = metadataOf(set).annotations?.[revision];
      const image = spec.template.spec.containers[0]?.image;
      return `${number} ${image} wants ${spec.replicas} has ${status.replicas}`;
    })
    .sort();
}

/** The images of the pods there are, each once. */
function images(): readonly string[] {
  const all = session
    .list('pods')
    .map((pod) => (pod as unknown as { spec: Template['spec'] }).spec.containers[0]?.image ?? '');
  return [...new Set(all)].sort();
}

const statusOf = (): JsonObject => {
  const { status } = session.get(place);
  return isObject(status) ? status : {};
};

/** What `kubectl rollout status` waits for. */
function expectComplete(replicas: number): void {
  const { generation } = session.get(place).metadata as { generation: number };
  expect(statusOf()).toMatchObject({
    observedGeneration: generation,
    replicas,
    updatedReplicas: replicas,
    availableReplicas: replicas,
  });
}

describe('[sig-apps] Deployment', () => {
  test('RollingUpdateDeployment should delete old pods and create new ones [Conformance]', () => {
    orphan('controller', `{${revision}: "3546343826724305832"}`);
    deploy(1, 'nginx:1.27');
    session.wait(60);
    expectComplete(1);
    expect(metadataOf(session.get(place)).annotations?.[revision]).toBe('3546343826724305833');
    expect(sets()).toEqual([
      '3546343826724305832 httpd:2.4 wants 0 has 0',
      '3546343826724305833 nginx:1.27 wants 1 has 1',
    ]);
    expect(metadataOf(session.get('replicasets/controller')).ownerReferences).toMatchObject([
      { kind: 'Deployment', name: 'web', controller: true },
    ]);
    expect(images()).toEqual(['nginx:1.27']);
  });

  test('RecreateDeployment should delete old pods and create new ones [Conformance]', () => {
    deploy(1, 'nginx:1.27', 'strategy: {type: Recreate},');
    session.wait(10);
    expectComplete(1);
    const pods = session.watch('pods');
    setImage('httpd:2.4');
    session.wait(60);
    const seen = pods();
    const start = seen.findIndex(({ type }) => type === 'ADDED');
    // The last that was told of the old pod by then: it has ended, though it may still be shown.
    expect(seen[start - 1]?.object.status).toMatchObject({ phase: 'Succeeded' });
    expect(seen.filter(({ type }) => type === 'DELETED')).toHaveLength(1);
    expectComplete(1);
    expect(images()).toEqual(['httpd:2.4']);
  });

  test('deployment should delete old replica sets [Conformance]', () => {
    orphan('controller');
    const pods = session.watch('pods');
    deploy(1, 'nginx:1.27', 'revisionHistoryLimit: 0,');
    session.wait(60);
    expect(sets()).toEqual(['1 nginx:1.27 wants 1 has 1']);
    // The adopted ReplicaSet makes no pod of its own while it gets the hash.
    const added = pods().filter(({ type }) => type === 'ADDED');
    expect(added.map(({ object }) => object.spec)).toMatchObject([
      { containers: [{ name: 'app' }] },
    ]);
  });

  test('deployment should support rollover [Conformance]', () => {
    orphan('controller');
    const strategy = 'strategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 1}},';
    deploy(1, 'redis-slave:nonexistent', `minReadySeconds: 10, ${strategy}`);
    session.wait(30);
    expect(sets()).toEqual([
      '1 redis-slave:nonexistent wants 1 has 1',
      'undefined httpd:2.4 wants 1 has 1',
    ]);
    setImage('nginx:1.27');
    for (let second = 0; second < 60; second += 1) {
      session.wait(1);
      const { availableReplicas, replicas } = statusOf();
      expect(availableReplicas).toBeGreaterThanOrEqual(1);
      expect(replicas).toBeLessThanOrEqual(2);
    }
    expectComplete(1);
    expect(sets()).toEqual([
      '1 redis-slave:nonexistent wants 0 has 0',
      '2 nginx:1.27 wants 1 has 1',
      'undefined httpd:2.4 wants 0 has 0',
    ]);
  });

  test('deployment should support proportional scaling [Conformance]', () => {
    const strategy = 'strategy: {rollingUpdate: {maxSurge: 3, maxUnavailable: 2}},';
    deploy(10, 'nginx:1.27', strategy);
    session.wait(30);
    expectComplete(10);
    setImage('webserver:404');
    session.wait(60);
    expect(sets()).toEqual(['1 nginx:1.27 wants 8 has 8', '2 webserver:404 wants 5 has 5']);
    expect(statusOf().availableReplicas).toBe(8);
    session.patch(place, { spec: { replicas: 30 } });
    session.wait(60);
    expect(sets()).toEqual(['1 nginx:1.27 wants 20 has 20', '2 webserver:404 wants 13 has 13']);
  });

  test('Deployment should have a working scale subresource [Conformance]', () => {
    deploy(1, 'nginx:1.27');
    session.wait(10);
    const scale = session.get(`${place}/scale`);
    expect(scale).toMatchObject({
      apiVersion: 'autoscaling/v1',
      kind: 'Scale',
      spec: { replicas: 1 },
      status: { replicas: 1, selector: 'name=sample-pod' },
    });
    session.replace(`${place}/scale`, { ...scale, spec: { replicas: 2 } });
    expect(session.get(place)).toMatchObject({ spec: { replicas: 2 } });
    session.patch(`${place}/scale`, { spec: { replicas: 4 } });
    session.wait(10);
    expect(session.get(place)).toMatchObject({ spec: { replicas: 4 } });
    expect(session.get(`${place}/scale`)).toMatchObject({ status: { replicas: 4 } });
    expectComplete(4);
  });

  test('should run the lifecycle of a Deployment [Conformance]', () => {
    const events = session.watch('deployments?labelSelector=e2e%3Dtesting');
    const made = deploy(2, 'nginx:1.27');
    session.wait(30);
    expectComplete(2);
    const container = { name: 'app', image: 'registry.k8s.io/pause:3.10' };
    const template = { spec: { terminationGracePeriodSeconds: 2, containers: [container] } };
    const metadata = { labels: { 'test-deployment': 'patched' } };
    session.send('PATCH', place, { metadata, spec: { replicas: 1, template } }, strategic);
    session.wait(60);
    expectComplete(1);
    expect(statusOf().unavailableReplicas).toBeUndefined();
    expect(session.get(place)).toMatchObject({ metadata, spec: { replicas: 1, template } });
    // As it was made, with no version: an update that no conflict can stop.
    const labels = { e2e: 'testing', 'test-deployment': 'updated' };
    session.replace(place, { ...made, metadata: { name: 'web', labels } });
    session.wait(60);
    expectComplete(2);
    expect(session.get(`${place}/status`)).toMatchObject({
      metadata: { labels },
      spec: { template: { spec: { containers: [{ image: 'nginx:1.27' }] } } },
    });
    session.patch(`${place}/status`, {
      metadata: { labels: { 'test-deployment': 'patched-status' } },
      status: { readyReplicas: 0, availableReplicas: 0 },
    });
    session.wait(10);
    expectComplete(2);
    session.delete(`deployments?labelSelector=e2e%3Dtesting`);
    session.wait(60);
    expect([session.list('deployments'), session.list('replicasets')]).toEqual([[], []]);
    const seen = events();
    expect([seen[0]?.type, seen.at(-1)?.type]).toEqual(['ADDED', 'DELETED']);
    const zero = ({ object }: { object: JsonObject }): boolean =>
      isObject(object.status) && object.status.readyReplicas === undefined;
    expect(seen.findLastIndex(zero)).toBeGreaterThan(0);
  });

  test('should validate Deployment Status endpoints [Conformance]', () => {
    deploy(1, 'nginx:1.27');
    session.wait(10);
    const events = session.watch('deployments');
    const object = session.get(`${place}/status`);
    const update = { type: 'StatusUpdate', status: 'True', reason: 'E2E', message: 'Set by e2e' };
    const { conditions } = statusOf();
    expect(conditions).toMatchObject([{ type: 'Available' }, { type: 'Progressing' }]);
    const both = [...(Array.isArray(conditions) ? conditions : []), update];
    session.replace(`${place}/status`, { ...object, status: { ...statusOf(), conditions: both } });
    expect(statusOf().conditions).toMatchObject([{}, {}, update]);
    const patched = { type: 'StatusPatched', status: 'True' };
    session.patch(`${place}/status`, { status: { conditions: [patched] } });
    const told = JSON.stringify(events());
    expect(told).toContain('"type":"StatusUpdate"');
    expect(told).toContain('"type":"StatusPatched"');
    expect(session.get(place)).toMatchObject({ spec: { replicas: 1 } });
  });
});
