import { beforeEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '../../lib/json.ts';
import { metadataOf, Session } from '../testing/session.ts';

let session: Session;

beforeEach(() => {
  session = new Session();
});

const template = (name: string): string =>
  `{metadata: {labels: {name: ${name}}}, spec: {containers: [{name: app, image: "nginx:1.27"}]}}`;

function controller(name: string, replicas: number): JsonObject {
  const made = session.create(
    'replicationcontrollers',
    `{metadata: {name: ${name}}, spec: {replicas: ${replicas}, selector: {name: ${name}}, template: ${template(name)}}}`,
  );
  session.wait(10);
  return made;
}

function deployment(): void {
  const selector = '{matchLabels: {name: web}}';
  session.create(
    'deployments',
    `{metadata: {name: web}, spec: {replicas: 2, selector: ${selector}, template: ${template('web')}}}`,
  );
  session.wait(10);
}

const names = (place: string): readonly string[] =>
  session.list(place).map((object) => metadataOf(object).name);
const ownersOf = (object: JsonObject): unknown => metadataOf(object).ownerReferences;
const reference = (kind: string, object: JsonObject): JsonObject => {
  const { name, uid } = metadataOf(object);
  return { apiVersion: 'v1', kind, name, uid, controller: false, blockOwnerDeletion: true };
};

describe('[sig-api-machinery] Garbage collector', () => {
  test('should delete pods created by rc when not orphaning [Conformance]', () => {
    controller('web', 2);
    expect(session.list('pods')).toHaveLength(2);
    session.delete('replicationcontrollers/web', { propagationPolicy: 'Background' });
    expect(session.list('replicationcontrollers')).toEqual([]);
    session.wait(60);
    expect(session.list('pods')).toEqual([]);
  });

  test('should orphan pods created by rc if delete options say so [Serial] [Conformance]', () => {
    controller('web', 10);
    session.delete('replicationcontrollers/web', { propagationPolicy: 'Orphan' });
    session.wait(60);
    expect(session.list('replicationcontrollers')).toEqual([]);
    expect(session.list('pods').map(ownersOf)).toEqual(Array(10).fill(undefined));
  });

  test('should delete RS created by deployment when not orphaning [Conformance]', () => {
    deployment();
    expect(session.list('replicasets')).toHaveLength(1);
    session.delete('deployments/web', { propagationPolicy: 'Background' });
    session.wait(60);
    expect([names('deployments'), names('replicasets'), names('pods')]).toEqual([[], [], []]);
  });

  test('should orphan RS created by deployment when deleteOptions.PropagationPolicy is Orphan [Conformance]', () => {
    deployment();
    session.delete('deployments/web', { propagationPolicy: 'Orphan' });
    session.wait(60);
    expect(names('deployments')).toEqual([]);
    expect(session.list('replicasets').map(ownersOf)).toEqual([undefined]);
    expect(session.list('pods')).toHaveLength(2);
  });

  test('should keep the rc around until all its pods are deleted if the deleteOptions says so [Serial] [Conformance]', () => {
    controller('web', 3);
    const watches = ['replicationcontrollers', 'pods'].map((place) => session.watch(place));
    session.delete('replicationcontrollers/web', { propagationPolicy: 'Foreground' });
    const kept = session.get('replicationcontrollers/web');
    expect(metadataOf(kept).finalizers).toEqual(['foregroundDeletion']);
    session.wait(60);
    const [owner, pods] = watches.map((watch) =>
      watch()
        .filter(({ type }) => type === 'DELETED')
        .map(({ object }) => Number(metadataOf(object).resourceVersion)),
    );
    expect([owner?.length, pods?.length]).toEqual([1, 3]);
    expect(Math.max(...(pods ?? []))).toBeLessThan(owner?.[0] ?? 0);
  });

  test("should not delete dependents that have both valid owner and owner that's waiting for dependents to be deleted [Serial] [Conformance]", () => {
    controller('going', 4);
    const staying = controller('staying', 0);
    const shared = names('pods').slice(0, 2);
    for (const name of shared) {
      const own = (ownersOf(session.get(`pods/${name}`)) ?? []) as JsonObject[];
      const ownerReferences = [...own, reference('ReplicationController', staying)];
      session.patch(`pods/${name}`, { metadata: { ownerReferences } });
    }
    session.delete('replicationcontrollers/going', { propagationPolicy: 'Foreground' });
    session.wait(120);
    expect(names('replicationcontrollers')).toEqual(['staying']);
    expect(names('pods')).toEqual(shared);
    for (const name of shared)
      expect(ownersOf(session.get(`pods/${name}`))).toMatchObject([{ name: 'staying' }]);
  });

  test('should not be blocked by dependency circle [Conformance]', () => {
    const spec = 'spec: {containers: [{name: app, image: "nginx:1.27"}]}';
    const ring = ['pod1', 'pod2', 'pod3'].map((name) =>
      session.create('pods', `{metadata: {name: ${name}}, ${spec}}`),
    );
    for (const [i, pod] of ring.entries()) {
      const ownerReferences = [reference('Pod', ring[(i + 2) % 3] ?? {})];
      session.patch(`pods/${metadataOf(pod).name}`, { metadata: { ownerReferences } });
    }
    session.wait(10);
    expect(names('pods')).toEqual(['pod1', 'pod2', 'pod3']);
    session.delete('pods/pod1', { propagationPolicy: 'Foreground' });
    session.wait(120);
    expect(names('pods')).toEqual([]);
  });
});
