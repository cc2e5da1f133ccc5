import { beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { calendarOf } from '../../cluster/clock.ts';
import type { Cluster } from '../../cluster/index.ts';
import { second } from '../../lib/instant.ts';
import type { JsonObject } from '../../lib/json.ts';
import { call, testCluster } from '../../testing/clusters.ts';

let cluster: Cluster;

beforeEach(() => {
  cluster = testCluster();
});

function wait(): void {
  cluster.advanceTo(calendarOf(cluster.clock) + 10 * second);
}

/** The answer to a request that succeeds. */
function send(method: string, path: string, body?: JsonObject, type = 'json'): JsonObject {
  const headers = { 'content-type': `application/${type}` };
  const reply = call(cluster, method, path, body, headers);
  if (reply.status >= 300) throw new Error(`${method} ${path}: ${String(reply.body)}`);
  return JSON.parse(String(reply.body)) as JsonObject;
}

const labelsOf = (object: JsonObject): unknown =>
  (object.metadata as { labels?: JsonObject }).labels;
const named = (name: string, rest: JsonObject): JsonObject => ({
  ...rest,
  metadata: { name, labels: { e2e: name } },
});

/** Every verb on one kind: what a client relies on from creation to deletion of a collection. */
function lifecycle(collection: string, text: string): void {
  const rest = parse(text) as JsonObject;
  const listed = (selector: string): number =>
    (send('GET', `${collection}?labelSelector=${selector}`).items as JsonObject[]).length;
  send('POST', collection, named('x', rest));
  const { uid } = send('GET', `${collection}/x`).metadata as { uid: string };
  expect(listed('e2e%3Dx')).toBe(1);
  const merge = 'merge-patch+json';
  const labels = { x: 'patched' };
  expect(labelsOf(send('PATCH', `${collection}/x`, { metadata: { labels } }, merge))).toEqual({
    e2e: 'x',
    ...labels,
  });
  expect((send('GET', `${collection}/x`).metadata as { uid: string }).uid).toBe(uid);
  send('DELETE', `${collection}/x`);
  wait();
  expect(call(cluster, 'GET', `${collection}/x`).status).toBe(404);
  const again = send('POST', collection, named('x', rest));
  expect((again.metadata as { uid: string }).uid).not.toBe(uid);
  const current = send('GET', `${collection}/x`);
  const metadata = { ...(current.metadata as JsonObject), labels: { x: 'updated' } };
  expect(labelsOf(send('PUT', `${collection}/x`, { ...current, metadata }))).toEqual({
    x: 'updated',
  });
  expect(listed('x%3Dupdated')).toBe(1);
  send('POST', collection, named('y', rest));
  send('DELETE', `${collection}?labelSelector=x%3Dupdated`);
  wait();
  expect([listed('x%3Dupdated'), listed('e2e%3Dy')]).toEqual([0, 1]);
}

const storage = '/apis/storage.k8s.io/v1';
const pv = `{capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], storageClassName: manual,
  persistentVolumeReclaimPolicy: Retain, csi: {driver: e2e.example.com, volumeHandle: v}}`;
const pvc = `{accessModes: [ReadWriteOnce], storageClassName: manual, resources: {requests: {storage: 1Gi}}}`;
const attachment =
  '{attacher: e2e.example.com, nodeName: node-1, source: {persistentVolumeName: v}}';
const volumes = '/api/v1/persistentvolumes';
const claims = '/api/v1/namespaces/default/persistentvolumeclaims';

describe('[sig-storage]', () => {
  test('should run through the lifecycle of a CSIDriver [Conformance]', () =>
    lifecycle(`${storage}/csidrivers`, '{spec: {attachRequired: false}}'));

  test('should run through the lifecycle of a csinode [Conformance]', () =>
    lifecycle(
      `${storage}/csinodes`,
      '{spec: {drivers: [{name: d, nodeID: n, topologyKeys: [t]}]}}',
    ));

  test('should run through the lifecycle of a StorageClass [Conformance]', () =>
    lifecycle(`${storage}/storageclasses`, '{provisioner: e2e.example.com}'));

  test('should run through the lifecycle of a VolumeAttachment [Conformance]', () =>
    lifecycle(`${storage}/volumeattachments`, `{spec: ${attachment}}`));

  test('should run through the lifecycle of a VolumeAttributesClass [Conformance]', () =>
    lifecycle(`${storage}/volumeattributesclasses`, '{driverName: d, parameters: {iops: "5"}}'));

  test('should support CSIStorageCapacities API operations [Conformance]', () => {
    const { resources } = send('GET', storage) as { resources: JsonObject[] };
    expect(resources).toContainEqual(expect.objectContaining({ kind: 'CSIStorageCapacity' }));
    lifecycle(`${storage}/namespaces/default/csistoragecapacities`, '{storageClassName: manual}');
    expect(send('GET', `${storage}/csistoragecapacities`).items).toHaveLength(1);
  });

  test('should run through the lifecycle of a PV and a PVC [Conformance]', () => {
    lifecycle(volumes, `{spec: ${pv}}`);
    send('DELETE', volumes);
    lifecycle(claims, `{spec: ${pvc}}`);
  });

  test('should apply changes to a pv/pvc status [Conformance]', () => {
    send('POST', volumes, named('v', { spec: parse(pv) as JsonObject }));
    send('POST', claims, named('c', { spec: parse(pvc) as JsonObject }));
    wait();
    expect(send('GET', `${volumes}/v/status`).status).toMatchObject({ phase: 'Bound' });
    expect(send('GET', `${claims}/c/status`).status).toMatchObject({ phase: 'Bound' });
    const condition = { type: 'StatusPatched', status: 'True', reason: 'E2E', message: 'Set' };
    const change = (path: string, status: JsonObject): JsonObject =>
      send('PATCH', path, { status }, 'merge-patch+json');
    change(`${claims}/c/status`, { conditions: [condition] });
    change(`${volumes}/v/status`, { message: 'patched', reason: 'E2E' });
    expect(send('GET', `${claims}/c`).status).toMatchObject({ conditions: [condition] });
    expect(send('GET', `${volumes}/v`).status).toMatchObject({ message: 'patched', reason: 'E2E' });
    const claim = send('GET', `${claims}/c`);
    const conditions = [{ ...condition, type: 'StatusUpdated' }];
    const status = { ...(claim.status as JsonObject), conditions };
    expect(send('PUT', `${claims}/c/status`, { ...claim, status }).status).toMatchObject(status);
    const volume = send('GET', `${volumes}/v`);
    const updated = { ...(volume.status as JsonObject), message: 'updated' };
    expect(send('PUT', `${volumes}/v/status`, { ...volume, status: updated })).toMatchObject({
      status: { phase: 'Bound', message: 'updated' },
    });
  });

  test('should apply changes to a volumeattachment status [Conformance]', () => {
    const path = `${storage}/volumeattachments`;
    send('POST', path, named('x', { spec: parse(attachment) as JsonObject }));
    const merge = 'merge-patch+json';
    const attached = (object: JsonObject): unknown =>
      (object.status as { attached: boolean }).attached;
    expect(attached(send('GET', `${path}/x/status`))).toBe(false);
    send('PATCH', `${path}/x/status`, { status: { attached: true } }, merge);
    const current = send('GET', `${path}/x`);
    expect(attached(current)).toBe(true);
    send('PUT', `${path}/x/status`, { ...current, status: { attached: false } });
    expect(attached(send('GET', `${path}/x`))).toBe(false);
  });

  test('should support CSIVolumeSource in Pod API [Conformance]', () => {
    const source = { driver: 'e2e.example.com', volumeAttributes: { foo: 'bar' } };
    const spec = {
      containers: [{ name: 'app', image: 'nginx:1.27' }],
      volumes: [{ name: 'inline', csi: source }],
    };
    const path = '/api/v1/namespaces/default/pods';
    send('POST', path, named('x', { spec }));
    const volume = { name: 'inline', csi: source };
    const volumesOf = (object: JsonObject): unknown =>
      (object.spec as { volumes: JsonObject[] }).volumes;
    expect(volumesOf(send('GET', `${path}/x`))).toContainEqual(volume);
    const [listed = {}] = send('GET', path).items as JsonObject[];
    expect(volumesOf(listed)).toContainEqual(volume);
    const labels = { test: 'patched' };
    send('PATCH', `${path}/x`, { metadata: { labels } }, 'merge-patch+json');
    expect(labelsOf(send('GET', `${path}/x`))).toMatchObject(labels);
    send('DELETE', `${path}/x?gracePeriodSeconds=0`);
    expect(call(cluster, 'GET', `${path}/x`).status).toBe(404);
  });
});
