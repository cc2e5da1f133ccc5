import { expect, test } from 'vitest';
import { apiServices, componentStatuses, flowSchemas } from '../api/index.ts';
import { newCluster } from './assemble.ts';

const at = Date.parse('2026-11-20T12:37:10Z');
const cluster = newCluster({ seed: 'built-in', nodes: ['node-1'] }, at);
const administrator = { name: 'admin', groups: ['system:masters'] };

function get(path: string, accept = 'application/json'): { body: string; warnings: unknown } {
  const request = { method: 'GET', path, query: '', headers: { accept } };
  const response = cluster.as(administrator).request(request);
  if (response.type !== 'reply') throw new Error(`no reply to ${path}`);
  return { body: String(response.body), warnings: response.warnings };
}

function rows(path: string): readonly unknown[][] {
  const table = JSON.parse(get(path, 'application/json;as=Table;v=v1;g=meta.k8s.io').body);
  return table.rows.map(({ cells }: { readonly cells: unknown[] }) => cells);
}

test('every version that the server serves itself has its APIService', () => {
  const groups = JSON.parse(get('/apis').body).groups as readonly {
    readonly name: string;
    readonly versions: readonly { readonly version: string }[];
  }[];
  const served = groups.flatMap(({ name, versions }) =>
    versions.map(({ version }) => `${version}.${name}`),
  );
  const known = cluster.read.list(apiServices).map(({ metadata }) => metadata.name);
  const others = ['v1.apiregistration.k8s.io', 'v1.labset.dev', 'v1beta1.metrics.k8s.io'];
  expect(served.filter((name) => !known.includes(name) && !others.includes(name))).toEqual([]);
  expect(rows('/apis/apiregistration.k8s.io/v1/apiservices')[0]).toEqual([
    'v1.',
    'Local',
    'True',
    '0s',
  ]);
});

test('components are well, and ask not to be asked', () => {
  expect(rows('/api/v1/componentstatuses')).toContainEqual(['scheduler', 'Healthy', 'ok', '']);
  expect(get('/api/v1/componentstatuses/etcd-0').warnings).toEqual([componentStatuses.deprecation]);
});

test('the flow schemas of the server know their levels, and come back', () => {
  const recorded = ['exempt', 'probes', 'system-leader-election', 'system-node-high'];
  const list = rows('/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas');
  expect(list.map(([name]) => name).slice(0, 4)).toEqual(recorded);
  expect(new Set(list.map((cells) => cells.at(-1)))).toEqual(new Set(['False']));
  cluster.act('admin', ({ client }) => {
    client.delete(flowSchemas, { namespace: '', name: 'probes' });
  });
  expect(cluster.read.get(flowSchemas, { namespace: '', name: 'probes' })).toBeDefined();
});
