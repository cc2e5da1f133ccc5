import { beforeEach, expect, test } from 'vitest';
import { allResources } from '../../api/index.ts';
import { create } from '../testing/create.ts';
import { TestServer } from '../testing/test-server.ts';
import { runtimeClass } from './runtime-class.ts';

const classes = '/apis/node.k8s.io/v1/runtimeclasses';
const pods = '/api/v1/namespaces/default/pods';
const pod = (members: string): string => `{spec: {containers: [{name: a, image: b}]${members}}}`;

let server: TestServer;
beforeEach(() => {
  server = new TestServer(allResources, [runtimeClass]);
});

test.each([
  ['', '201'],
  [
    ', runtimeClassName: none',
    '403 pods "x" is forbidden: pod rejected: RuntimeClass "none" not found',
  ],
  [
    ', overhead: {cpu: 1}',
    '403 pods "x" is forbidden: pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead',
  ],
  [
    ', runtimeClassName: vm, overhead: {cpu: 2}',
    "403 pods \"x\" is forbidden: pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead",
  ],
  [
    ', runtimeClassName: vm, nodeSelector: {kind: other}',
    '403 pods "x" is forbidden: conflict: runtimeClass.scheduling.nodeSelector[kind] = vm; pod.spec.nodeSelector[kind] = other',
  ],
])('a pod with %s', (members, line) => {
  const scheduling = 'scheduling: {nodeSelector: {kind: vm}}';
  create(server, classes, `{handler: kata, overhead: {podFixed: {cpu: 1}}, ${scheduling}}`, 'vm');
  expect(create(server, pods, pod(members))).toBe(line);
});

test('a pod gets the overhead and the place of its class', () => {
  const scheduling =
    'scheduling: {nodeSelector: {kind: vm}, tolerations: [{key: vm, operator: Exists}]}';
  create(server, classes, `{handler: kata, overhead: {podFixed: {cpu: 1}}, ${scheduling}}`, 'vm');
  create(server, pods, pod(', runtimeClassName: vm'));
  const got = server.get(`${pods}/x`);
  expect(got.at('spec', 'overhead')).toEqual({ cpu: '1' });
  expect(got.at('spec', 'nodeSelector')).toEqual({ kind: 'vm' });
  expect(got.at('spec', 'tolerations')).toEqual([{ key: 'vm', operator: 'Exists' }]);
});
