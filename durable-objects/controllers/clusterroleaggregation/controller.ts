import {
  aggregatedRules,
  type ClusterRole,
  clusterRoles,
  type PolicyRule,
} from '../../api/index.ts';
import type { Controller } from '../../control/controller.ts';
import { deepEqual, edit, type Frozen, thaw } from '../../lib/json.ts';
import { defineIndex } from '../../storage/store.ts';

/** The roles that gather rules, under one value. */
const gathering = defineIndex(clusterRoles, ({ aggregationRule }) =>
  aggregationRule ? ['all'] : [],
);

/** Keeps the rules of roles that gather them (pkg/controller/clusterroleaggregation). */
export const clusterRoleAggregationController: Controller = {
  name: 'clusterrole-aggregation',
  wakes(change, read) {
    if (change.resource !== clusterRoles) return [];
    const { old, new: now } = change;
    // A role that is as labelled and ruled as before changes nothing for others.
    if (old && now && isSame(old as Frozen<ClusterRole>, now as Frozen<ClusterRole>)) return [];
    return read.byIndex(gathering, 'all').map(({ metadata }) => ({
      namespace: '',
      name: metadata.name,
    }));
  },
  reconcile(key, { read, client }) {
    const role = read.get(clusterRoles, key);
    if (!role?.aggregationRule) return undefined;
    const rules = aggregatedRules(role, read.list(clusterRoles));
    const updated = edit<ClusterRole>(role, (draft) => {
      draft.rules = thaw<PolicyRule[]>(rules as never);
    });
    if (updated !== role) client.update(clusterRoles, updated);
    return undefined;
  },
};

function isSame(a: Frozen<ClusterRole>, b: Frozen<ClusterRole>): boolean {
  const parts = ({ metadata, rules, aggregationRule }: Frozen<ClusterRole>) => ({
    labels: metadata.labels,
    rules,
    aggregationRule,
  });
  return deepEqual(parts(a), parts(b));
}
