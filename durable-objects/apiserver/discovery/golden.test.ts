import { describe, expect, test } from 'vitest';
import { recording } from '../../../test/golden.ts';
import { newCluster } from '../../cluster/assemble.ts';
import { decodeUtf8 } from '../../lib/utf8.ts';

const at = Date.parse('2026-11-20T12:37:10Z');
const administrator = {
  name: 'kubernetes-admin',
  groups: ['system:masters', 'system:authenticated'],
};
const cluster = newCluster({ seed: 'discovery', nodes: ['node-1'] }, at);

function get(path: string, query = '', accept = '*/*'): string {
  const request = { method: 'GET', path, query, headers: { accept } };
  const response = cluster.as(administrator).request(request);
  if (response.type !== 'reply') throw new Error(`no reply to ${path}`);
  return typeof response.body === 'string' ? response.body : decodeUtf8(response.body);
}

/** Groups that only a simulated cluster has. */
const ours = /labset\.dev|metrics\.k8s\.io/;

interface Group {
  readonly name: string;
}

/** What was recorded, as far as it is served. */
function those<T extends Group>(recorded: readonly T[], served: readonly Group[]): readonly T[] {
  return recorded.filter(({ name }) => served.some((one) => one.name === name));
}

describe('documents of discovery, as recorded', () => {
  test.each([
    ['raw-api-v1', '/api/v1'],
    ['raw-apis-apps-v1', '/apis/apps/v1'],
  ])('%s', (name, path) => {
    const { resources, ...head } = JSON.parse(get(path));
    const { resources: recorded, ...recordedHead } = JSON.parse(recording(name).stdout);
    expect(head).toEqual(recordedHead);
    expect(resources).toEqual(those(recorded, resources));
  });

  test('raw-apis: the same groups in the same order', () => {
    const groups = (JSON.parse(get('/apis')).groups as Group[]).filter(
      ({ name }) => !ours.test(name),
    );
    // A version that is not served is missing from its group.
    const names = (list: readonly Group[]): readonly string[] => list.map(({ name }) => name);
    const recorded: readonly Group[] = JSON.parse(recording('raw-apis').stdout).groups;
    expect(names(groups)).toEqual(names(those(recorded, groups)));
  });

  test('raw-root', () => {
    const paths = (JSON.parse(get('/')).paths as string[]).filter((path) => !ours.test(path));
    const recorded: readonly string[] = JSON.parse(recording('raw-root').stdout).paths;
    expect(paths).toEqual(recorded.filter((path) => paths.includes(path)));
    expect(recorded.filter((path) => !paths.includes(path) && !path.startsWith('/apis/'))).toEqual(
      [],
    );
  });

  test.each(['livez', 'readyz'])('raw-%s', (endpoint) => {
    expect(get(`/${endpoint}`, 'verbose')).toBe(recording(`raw-${endpoint}`).stdout);
  });

  test("raw-table: a table's columns", () => {
    const path = '/apis/apps/v1/namespaces/default/statefulsets';
    const table = JSON.parse(get(path, '', 'application/json;as=Table;v=v1;g=meta.k8s.io'));
    const { columnDefinitions } = JSON.parse(recording('raw-table').stdout);
    expect(table.columnDefinitions).toEqual(columnDefinitions);
  });
});
