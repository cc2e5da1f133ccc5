import { selectorText } from '../../../apimachinery/labels.ts';
import { defineResource, type ScaleMapping } from '../../../apimachinery/resource.ts';
import { describeReplicaSet } from './describe.ts';
import { type ReplicaSet, replicaSetSchema } from './schema.ts';
import { replicaSetStrategy } from './strategy.ts';
import { replicaSetTable } from './table.ts';

/** `autoscaling/v1 Scale` of a ReplicaSet. */
const replicaSetScale: ScaleMapping<ReplicaSet> = {
  read: (set) => ({
    replicas: set.spec.replicas,
    statusReplicas: set.status.replicas,
    selector: selectorText(set.spec.selector),
  }),
  write(draft, replicas) {
    draft.spec.replicas = replicas;
  },
};

/** Handle of ReplicaSet: `read.get(replicaSets, key)` is `Frozen<ReplicaSet> | undefined`. */
export const replicaSets = defineResource<ReplicaSet>({
  group: 'apps',
  version: 'v1',
  kind: 'ReplicaSet',
  plural: 'replicasets',
  shortNames: ['rs'],
  categories: ['all'],
  namespaced: true,
  schema: replicaSetSchema,
  strategy: replicaSetStrategy,
  table: replicaSetTable,
  describe: describeReplicaSet,
  subresources: { status: true, scale: replicaSetScale },
  selectable: {
    'status.replicas': (set) => String(set.status.replicas),
  },
});
