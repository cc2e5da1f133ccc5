import { defineResource } from '../../../apimachinery/resource.ts';
import { describePriorityClass } from './describe.ts';
import { type PriorityClass, priorityClassSchema } from './schema.ts';
import { priorityClassStrategy } from './strategy.ts';
import { priorityClassTable } from './table.ts';

/** Handle of PriorityClass: `read.get(priorityClasses, key)` is `Frozen<PriorityClass> | undefined`. */
export const priorityClasses = defineResource<PriorityClass>({
  group: 'scheduling.k8s.io',
  version: 'v1',
  kind: 'PriorityClass',
  plural: 'priorityclasses',
  shortNames: ['pc'],
  namespaced: false,
  schema: priorityClassSchema,
  strategy: priorityClassStrategy,
  table: priorityClassTable,
  describe: describePriorityClass,
});
