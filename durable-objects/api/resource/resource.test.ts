import { expect, test } from 'vitest';
import { create } from '../../apiserver/testing/create.ts';
import { TestServer } from '../../apiserver/testing/test-server.ts';
import { allResources } from '../index.ts';

const root = '/apis/resource.k8s.io/v1';
const claims = 'namespaces/default/resourceclaims';
const request = (members: string): string => `{spec: {devices: {requests: [${members}]}}}`;

test.each([
  [claims, '{spec: {}}', '201'],
  [claims, request('{name: gpu, exactly: {deviceClassName: gpu}}'), '201'],
  [
    claims,
    request('{name: gpu}'),
    'spec.devices.requests[0]: Required value: exactly one of `exactly` or `firstAvailable` is required',
  ],
  [
    claims,
    request('{name: gpu, exactly: {deviceClassName: gpu, allocationMode: All, count: 2}}'),
    "spec.devices.requests[0].exactly.count: Invalid value: 2: must not be specified when allocationMode is 'All'",
  ],
  [
    'namespaces/default/resourceclaimtemplates',
    `{spec: ${request('{name: gpu, exactly: {deviceClassName: ""}}')}}`,
    'spec.spec.devices.requests[0].exactly.deviceClassName: Required value',
  ],
  [
    'deviceclasses',
    '{spec: {selectors: [{cel: {expression: ""}}]}}',
    'spec.selectors[0].cel.expression: Required value',
  ],
  [
    'resourceslices',
    '{spec: {driver: d.test, pool: {name: p, resourceSliceCount: 1}}}',
    'spec: Required value: exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required',
  ],
  [
    'resourceslices',
    '{spec: {driver: d.test, nodeName: n, pool: {name: p, resourceSliceCount: 1}}}',
    '201',
  ],
])('%s %s', (path, members, line) => {
  expect(create(new TestServer(allResources), `${root}/${path}`, members)).toBe(line);
});

test('a claim asks for one device unless it says otherwise, and asks for ever', () => {
  const server = new TestServer(allResources);
  const url = `${root}/${claims}`;
  create(server, url, request('{name: gpu, exactly: {deviceClassName: gpu}}'));
  const exactly = server.get(`${url}/x`).at('spec', 'devices', 'requests', 0, 'exactly');
  expect(exactly).toEqual({ deviceClassName: 'gpu', allocationMode: 'ExactCount', count: 1 });
  const patch = { spec: { devices: { requests: [] } } };
  const answer = server.call('PATCH', `${url}/x`, patch, 'application/merge-patch+json');
  expect(answer.line).toMatch(/^422 .* spec: Invalid value: .*: field is immutable$/);
});
