import { beforeEach, describe, expect, test } from 'vitest';
import { allResources, namespaces, serviceAccounts } from '../../api/index.ts';
import { TestServer } from '../testing/test-server.ts';
import { defaultAdmission } from './index.ts';

const pods = '/api/v1/namespaces/default/pods';
const classes = '/apis/scheduling.k8s.io/v1/priorityclasses';
let server: TestServer;

beforeEach(() => {
  server = new TestServer(allResources, defaultAdmission);
  server.act((client) => {
    client.create(namespaces, { metadata: { name: 'default' } });
    client.create(serviceAccounts, { metadata: { name: 'default', namespace: 'default' } });
  });
});

function make(name: string, value: number, more: object = {}): string {
  return server.call('POST', classes, { metadata: { name }, value, ...more }).line;
}

function podWith(spec: object): string {
  const containers = [{ name: 'c', image: 'nginx' }];
  const answer = server.call('POST', pods, {
    metadata: { generateName: 'a-' },
    spec: { containers, ...spec },
  });
  if (answer.status !== 201) return answer.line;
  const { priorityClassName, priority, preemptionPolicy } = JSON.parse(answer.text).spec;
  return `${priorityClassName ?? '-'} ${priority} ${preemptionPolicy}`;
}

describe('pods get the priority of their class', () => {
  test('and none without one', () => {
    make('high', 1_000, { preemptionPolicy: 'Never' });
    make('system-node-critical', 2_000_001_000);
    const rows = [
      [{}, '- 0 PreemptLowerPriority'],
      [{ priorityClassName: 'high' }, 'high 1000 Never'],
      [
        { priorityClassName: 'system-node-critical' },
        'system-node-critical 2000001000 PreemptLowerPriority',
      ],
      [
        { priorityClassName: 'low' },
        '403 pods "a-" is forbidden: no PriorityClass with name low was found',
      ],
      [
        { priorityClassName: 'high', priority: 7 },
        '403 pods "a-" is forbidden: the integer value of priority (7) must not be provided in pod spec; priority admission controller computed 1000 from the given PriorityClass name',
      ],
      [
        { priorityClassName: 'high', preemptionPolicy: 'PreemptLowerPriority' },
        '403 pods "a-" is forbidden: the string value of PreemptionPolicy (PreemptLowerPriority) must not be provided in pod spec; priority admission controller computed Never from the given PriorityClass name',
      ],
    ] as const;
    for (const [spec, wanted] of rows) expect(podWith(spec)).toBe(wanted);
  });

  test('the default class is for those that name none', () => {
    make('usual', 10, { globalDefault: true });
    expect(podWith({})).toBe('usual 10 PreemptLowerPriority');
    expect(make('other', 20, { globalDefault: true })).toBe(
      '403 priorityclasses.scheduling.k8s.io "other" is forbidden: PriorityClass usual is already marked as default. Only one default can exist',
    );
  });
});

describe('what a class may be', () => {
  test.each([
    [
      'high',
      1_000_000_001,
      'PriorityClass.scheduling.k8s.io "high" is invalid: value: Forbidden: maximum allowed value of a user defined priority is 1000000000',
    ],
    [
      'system-x',
      1,
      `PriorityClass.scheduling.k8s.io "system-x" is invalid: metadata.name: Forbidden: priority class names with 'system-' prefix are reserved for system use only. error: system-x is not a known system priority class`,
    ],
  ])('%s of %d', (name, value, wanted) => {
    expect(make(name, value)).toBe(`422 ${wanted}`);
  });

  test('the system keeps its own', () => {
    make('system-node-critical', 2_000_001_000);
    expect(server.call('DELETE', `${classes}/system-node-critical`).line).toBe(
      '403 priorityclasses.scheduling.k8s.io "system-node-critical" is forbidden: this is a system priority class and cannot be deleted',
    );
  });
});

test('verify PriorityClass endpoints can be operated with different HTTP methods', () => {
  make('p1', 1);
  make('p2', 2);
  const patch = (body: object): string =>
    server.call('PATCH', `${classes}/p1`, body, 'application/merge-patch+json').line;
  expect(patch({ value: 5 })).toBe(
    '422 PriorityClass.scheduling.k8s.io "p1" is invalid: value: Forbidden: may not be changed in an update.',
  );
  expect(patch({ description: 'changed' })).toMatch(/^200/);
  expect(server.get(`${classes}/p1`).at('description')).toBe('changed');
  const put = { metadata: { name: 'p2' }, value: 2, description: 'put' };
  expect(server.call('PUT', `${classes}/p2`, put).status).toBe(200);
  expect(server.get(classes).at('items')).toHaveLength(2);
  expect(server.call('DELETE', classes).status).toBe(200);
  expect(server.get(classes).at('items')).toEqual([]);
});
