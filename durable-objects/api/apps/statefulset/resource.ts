import { selectorText } from '../../../apimachinery/labels.ts';
import { defineResource, type ScaleMapping } from '../../../apimachinery/resource.ts';
import { templateText } from '../../pod-template/describe/template.ts';
import { describeStatefulSet } from './describe.ts';
import { type StatefulSet, statefulSetSchema } from './schema.ts';
import { statefulSetStrategy } from './strategy.ts';
import { statefulSetTable } from './table.ts';

/** `autoscaling/v1 Scale` of a StatefulSet. */
const statefulSetScale: ScaleMapping<StatefulSet> = {
  read: (set) => ({
    replicas: set.spec.replicas,
    statusReplicas: set.status.replicas,
    selector: selectorText(set.spec.selector),
  }),
  write(draft, replicas) {
    draft.spec.replicas = replicas;
  },
};

/** Handle of StatefulSet: `read.get(statefulSets, key)` is `Frozen<StatefulSet> | undefined`. */
export const statefulSets = defineResource<StatefulSet>({
  group: 'apps',
  version: 'v1',
  kind: 'StatefulSet',
  plural: 'statefulsets',
  shortNames: ['sts'],
  categories: ['all'],
  namespaced: true,
  schema: statefulSetSchema,
  strategy: statefulSetStrategy,
  table: statefulSetTable,
  describe: describeStatefulSet,
  describeTemplate: templateText,
  subresources: { status: true, scale: statefulSetScale },
});
