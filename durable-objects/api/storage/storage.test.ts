import { describe, expect, test } from 'vitest';
import { create } from '../../apiserver/testing/create.ts';
import { TestServer } from '../../apiserver/testing/test-server.ts';
import { allResources } from '../index.ts';

const root = '/apis/storage.k8s.io/v1';
const namespaced = `${root}/namespaces/default`;
const mergePatch = 'application/merge-patch+json';

describe('new objects', () => {
  test.each([
    ['csidrivers', '{spec: {}}', '201'],
    [
      'csidrivers',
      '{spec: {tokenRequests: [{audience: a}, {audience: a}]}}',
      'spec.tokenRequests[1].audience: Duplicate value: "a"',
    ],
    [
      'csidrivers',
      '{spec: {volumeLifecycleModes: [Odd]}}',
      'spec.volumeLifecycleModes: Unsupported value: "Odd": supported values: "Persistent", "Ephemeral"',
    ],
    [
      'csinodes',
      '{spec: {drivers: [{name: a.test, nodeID: ""}]}}',
      'spec.drivers[0].nodeID: Required value',
    ],
    [
      'volumeattachments',
      '{spec: {attacher: a.test, nodeName: n, source: {}}}',
      'spec.source: Required value: must specify exactly one of inlineVolumeSpec and persistentVolumeName',
    ],
    [
      'volumeattachments',
      '{spec: {attacher: a.test, nodeName: n, source: {persistentVolumeName: pv}}}',
      '201',
    ],
    [
      'volumeattributesclasses',
      '{driverName: a.test}',
      'parameters: Required value: must contain at least one key/value pair',
    ],
    ['volumeattributesclasses', '{driverName: a.test, parameters: {iops: "1"}}', '201'],
  ])('%s %s', (plural, members, line) => {
    expect(create(new TestServer(allResources), `${root}/${plural}`, members)).toBe(line);
  });
});

test('a driver is filled in, and keeps what its volumes rely on', () => {
  const server = new TestServer(allResources);
  create(server, `${root}/csidrivers`, '{spec: {}}');
  expect(server.get(`${root}/csidrivers/x`).at('spec')).toEqual({
    attachRequired: true,
    podInfoOnMount: false,
    volumeLifecycleModes: ['Persistent'],
    storageCapacity: false,
    fsGroupPolicy: 'ReadWriteOnceWithFSType',
    requiresRepublish: false,
    seLinuxMount: false,
  });
  const patch = { spec: { attachRequired: false } };
  expect(server.call('PATCH', `${root}/csidrivers/x`, patch, mergePatch).line).toBe(
    '422 CSIDriver.storage.k8s.io "x" is invalid: spec.attachedRequired: Invalid value: false: field is immutable',
  );
});

test("a capacity's place is fixed, its amount is not", () => {
  const server = new TestServer(allResources);
  const url = `${namespaced}/csistoragecapacities`;
  create(server, url, '{storageClassName: standard, capacity: 1Gi}');
  const patch = (body: object): string => server.call('PATCH', `${url}/x`, body, mergePatch).line;
  expect(patch({ capacity: '2Gi' })).toBe('200');
  expect(patch({ storageClassName: 'other' })).toBe(
    '422 CSIStorageCapacity.storage.k8s.io "x" is invalid: storageClassName: Invalid value: "other": field is immutable',
  );
});
