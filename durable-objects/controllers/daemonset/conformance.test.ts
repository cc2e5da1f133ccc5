import { beforeEach, describe, expect, test } from 'vitest';
import { isObject, type JsonObject } from '../../lib/json.ts';
import { metadataOf, Session } from '../testing/session.ts';

let session: Session;

beforeEach(() => {
  session = new Session();
});

const daemon = (spec = ''): string => `
metadata: {name: daemon-set, labels: {daemonset-name: daemon-set}}
spec:
  selector: {matchLabels: {daemonset-name: daemon-set}}
  template:
    metadata: {labels: {daemonset-name: daemon-set}}
    spec: {${spec} containers: [{name: app, image: "nginx:1.27"}]}
`;

/** `node-1 nginx:1.27`, sorted: where the daemon runs, and what it is. */
function daemons(): readonly string[] {
  return pods()
    .map(({ spec }) => {
      const { nodeName, containers: list } = spec as { nodeName: string; containers: JsonObject[] };
      return `${nodeName} ${String(list[0]?.image)}`;
    })
    .sort();
}

function pods(): readonly JsonObject[] {
  return session.list('pods?labelSelector=daemonset-name%3Ddaemon-set');
}

const uids = (): readonly string[] => pods().map((pod) => metadataOf(pod).uid);
const everywhere = (image: string): readonly string[] =>
  session.nodeNames.map((node) => `${node} ${image}`);
const setImage = (image: string): JsonObject => ({
  spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
});

describe('[sig-apps] Daemon set [Serial]', () => {
  test('should run and stop simple daemon [Conformance]', () => {
    session.create('daemonsets', daemon());
    session.wait(10);
    expect(daemons()).toEqual(everywhere('nginx:1.27'));
    const [first] = pods();
    session.delete(`pods/${metadataOf(first ?? {}).name}`);
    session.wait(60);
    expect(daemons()).toEqual(everywhere('nginx:1.27'));
    expect(uids()).not.toContain(metadataOf(first ?? {}).uid);
  });

  test('should run and stop complex daemon [Conformance]', () => {
    session.create('daemonsets', daemon('nodeSelector: {color: blue},'));
    session.wait(10);
    expect(daemons()).toEqual([]);
    session.label('node-1', { color: 'blue' });
    session.wait(10);
    expect(daemons()).toEqual(['node-1 nginx:1.27']);
    session.label('node-1', { color: 'green' });
    session.wait(60);
    expect(daemons()).toEqual([]);
    session.patch('daemonsets/daemon-set', {
      spec: { template: { spec: { nodeSelector: { color: 'green' } } } },
    });
    session.wait(10);
    expect(daemons()).toEqual(['node-1 nginx:1.27']);
  });

  test('should retry creating failed daemon pods [Conformance]', () => {
    const set = session.create('daemonsets', daemon());
    session.wait(10);
    const [pod] = pods();
    const { name, uid } = metadataOf(pod ?? {});
    session.patch(`pods/${name}/status`, { status: { phase: 'Failed' } });
    session.wait(60);
    expect(daemons()).toEqual(everywhere('nginx:1.27'));
    expect(uids()).not.toContain(uid);
    expect(session.events(set)).toContainEqual(
      expect.stringMatching(
        /^Warning FailedDaemonPod Found failed daemon pod default\/\S+ on node node-\d, will try to kill it$/,
      ),
    );
  });

  test('should update pod when spec was updated and update strategy is RollingUpdate [Conformance]', () => {
    session.create('daemonsets', daemon());
    session.wait(10);
    session.patch('daemonsets/daemon-set', setImage('httpd:2.4'));
    // One at a time: the next old pod goes when the new one is available.
    const seen = new Set<number>();
    for (let second = 0; second < 120; second += 1) {
      session.wait(1);
      seen.add(daemons().filter((text) => text.endsWith('nginx:1.27')).length);
    }
    expect([...seen]).toEqual([2, 1, 0]);
    expect(daemons()).toEqual(everywhere('httpd:2.4'));
    const hashes = session.list('controllerrevisions').map(({ metadata, revision }) => {
      const { labels } = metadata as { labels: JsonObject };
      return `${String(revision)} ${String(labels['controller-revision-hash'])}`;
    });
    const now = metadataOf(pods()[0] ?? {}).labels?.['controller-revision-hash'];
    expect(hashes.sort().at(-1)).toBe(`2 ${now}`);
  });

  test('should rollback without unnecessary restarts [Conformance]', () => {
    session.create('daemonsets', daemon());
    session.wait(10);
    const before = uids();
    session.patch('daemonsets/daemon-set', setImage('foo:non-existent'));
    session.wait(60);
    const kept = uids().filter((uid) => before.includes(uid));
    expect(kept).toHaveLength(2);
    session.patch('daemonsets/daemon-set', setImage('nginx:1.27'));
    session.wait(60);
    expect(daemons()).toEqual(everywhere('nginx:1.27'));
    expect(uids()).toEqual(expect.arrayContaining(kept));
  });

  test('should list and delete a collection of DaemonSets [Conformance]', () => {
    session.create('daemonsets', daemon());
    session.wait(10);
    const selected = 'daemonsets?labelSelector=daemonset-name%3Ddaemon-set';
    expect(session.list(selected)).toHaveLength(1);
    session.delete(selected);
    session.wait(60);
    expect(session.list('daemonsets')).toEqual([]);
    expect(pods()).toEqual([]);
  });

  test('should verify changes to a daemon set status [Conformance]', () => {
    session.create('daemonsets', daemon());
    session.wait(10);
    const place = 'daemonsets/daemon-set/status';
    const { status } = session.get(place);
    expect(status).toMatchObject({
      desiredNumberScheduled: 3,
      currentNumberScheduled: 3,
      numberAvailable: 3,
      updatedNumberScheduled: 3,
      numberMisscheduled: 0,
    });
    const set = session.get(place);
    const condition = { type: 'StatusUpdate', status: 'True', reason: 'E2E', message: 'test' };
    session.replace(place, {
      ...set,
      status: { ...(isObject(set.status) ? set.status : {}), conditions: [condition] },
    });
    expect(session.get(place)).toMatchObject({ status: { conditions: [condition] } });
    const patched = { ...condition, type: 'StatusPatched' };
    session.patch(place, { status: { conditions: [patched] } });
    expect(session.get(place)).toMatchObject({ status: { conditions: [patched] } });
  });
});

describe('[sig-apps] ControllerRevision [Serial]', () => {
  test('should manage the lifecycle of a ControllerRevision [Conformance]', () => {
    session.create('daemonsets', daemon());
    session.wait(10);
    const [first] = session.list('controllerrevisions?labelSelector=daemonset-name%3Ddaemon-set');
    const name = metadataOf(first ?? {}).name;
    expect(first?.revision).toBe(1);
    session.patch(`controllerrevisions/${name}`, { metadata: { labels: { [name]: 'patched' } } });
    const { labels, ownerReferences } = metadataOf(session.get(`controllerrevisions/${name}`));
    expect(labels).toMatchObject({ [name]: 'patched' });
    const second = {
      metadata: { name: `${name}-2`, labels: { ...labels }, ownerReferences },
      data: first?.data ?? null,
      revision: 2,
    } as unknown as JsonObject;
    session.send('POST', 'controllerrevisions', second);
    // It holds the same template, so that one of the two goes; which the set keeps is its own.
    expect(session.list('controllerrevisions')).toHaveLength(1);
    session.patch('daemonsets/daemon-set', {
      spec: { template: { spec: { terminationGracePeriodSeconds: 1 } } },
    });
    session.wait(60);
    const numbers = session.list('controllerrevisions').map(({ revision }) => revision);
    expect(numbers).toContain(3);
    const [last] = session.list('controllerrevisions').filter(({ revision }) => revision === 3);
    const old = metadataOf(last ?? {}).labels?.['controller-revision-hash'];
    session.delete(`controllerrevisions?labelSelector=controller-revision-hash%21%3D${old}`);
    expect(session.list('controllerrevisions').map(({ revision }) => revision)).toEqual([3]);
  });
});
