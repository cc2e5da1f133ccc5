import { formatSelector, selectorOfMap } from '../../../apimachinery/labels.ts';
import { defineResource, type ScaleMapping } from '../../../apimachinery/resource.ts';
import { describeReplicationController } from './describe.ts';
import { type ReplicationController, replicationControllerSchema } from './schema.ts';
import { replicationControllerStrategy } from './strategy.ts';
import { replicationControllerTable } from './table.ts';

/** `autoscaling/v1 Scale` of a ReplicationController. */
const replicationControllerScale: ScaleMapping<ReplicationController> = {
  read: ({ spec, status }) => ({
    replicas: spec.replicas,
    statusReplicas: status.replicas,
    selector: formatSelector(selectorOfMap(spec.selector ?? {})),
  }),
  write(draft, replicas) {
    draft.spec.replicas = replicas;
  },
};

/** Handle of ReplicationController. */
export const replicationControllers = defineResource<ReplicationController>({
  group: '',
  version: 'v1',
  kind: 'ReplicationController',
  plural: 'replicationcontrollers',
  shortNames: ['rc'],
  categories: ['all'],
  namespaced: true,
  schema: replicationControllerSchema,
  strategy: replicationControllerStrategy,
  table: replicationControllerTable,
  describe: describeReplicationController,
  subresources: { status: true, scale: replicationControllerScale },
  selectable: {
    'status.replicas': ({ status }) => String(status.replicas),
  },
});
