import { expect, test } from 'vitest';
import { recording } from '../../../test/golden.ts';
import { clusterRoleBindings, clusterRoles, roleBindings, roles } from '../../api/index.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import { apiVersionOf, type Resource } from '../../apimachinery/resource.ts';
import { openCluster } from '../../cluster/index.ts';
import { type Frozen, thaw } from '../../lib/json.ts';
import { keyed } from '../../lib/random.ts';
import { MemoryStore } from '../../storage/memory-store.ts';
import { testDefinition, testStart } from '../../testing/clusters.ts';

const kinds = [
  clusterRoles,
  clusterRoleBindings,
  roles,
  roleBindings,
] as unknown as readonly Resource[];
const store = new MemoryStore();
openCluster(store, testDefinition, testStart).skip(1_000);

test('a new cluster has the cluster roles of a real one', () => {
  const [, ...rows] = recording('get-clusterroles').stdout.trim().split('\n');
  const names = store.list(clusterRoles).map(({ metadata }) => metadata.name);
  expect(names).toEqual(rows.map((row) => row.split(/\s+/)[0]));
});

test('nothing of it was written, by the cluster or in a fork of it', () => {
  for (const each of [store, store.fork()])
    for (const kind of kinds) expect(each.written(kind)).toEqual([]);
});

test('the policy is valid, complete and fully defaulted', () => {
  const user = { name: 'x', groups: [] };
  const context = {
    now: 0,
    user,
    random: () => keyed('x'),
    apiVersion: apiVersionOf(clusterRoles),
  };
  for (const kind of kinds)
    for (const object of store.list(kind)) {
      expect([...kind.strategy.validate(object, context)]).toEqual([]);
      const draft = thaw<KubeObject>(object as Frozen<KubeObject>);
      kind.strategy.setDefaults(draft, context);
      expect(draft).toEqual(object);
    }
});

test('admin holds all that edit holds, and edit all that view holds', () => {
  const rules = (name: string): readonly string[] =>
    (store.get(clusterRoles, { namespace: '', name })?.rules ?? []).map((rule) =>
      JSON.stringify(rule),
    );
  expect(rules('view').length).toBeGreaterThan(8);
  expect(rules('edit')).toEqual(expect.arrayContaining([...rules('view')]));
  expect(rules('admin')).toEqual(expect.arrayContaining([...rules('edit')]));
  expect(rules('view').join()).not.toContain('secrets');
});
