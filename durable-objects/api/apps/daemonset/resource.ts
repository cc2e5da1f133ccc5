import { defineResource } from '../../../apimachinery/resource.ts';
import { templateText } from '../../pod-template/describe/template.ts';
import { describeDaemonSet } from './describe.ts';
import { type DaemonSet, daemonSetSchema } from './schema.ts';
import { daemonSetStrategy } from './strategy.ts';
import { daemonSetTable } from './table.ts';

/** Handle of DaemonSet: `read.get(daemonSets, key)` is `Frozen<DaemonSet> | undefined`. */
export const daemonSets = defineResource<DaemonSet>({
  group: 'apps',
  version: 'v1',
  kind: 'DaemonSet',
  plural: 'daemonsets',
  shortNames: ['ds'],
  categories: ['all'],
  namespaced: true,
  schema: daemonSetSchema,
  strategy: daemonSetStrategy,
  table: daemonSetTable,
  describe: describeDaemonSet,
  describeTemplate: templateText,
  subresources: { status: true },
});
