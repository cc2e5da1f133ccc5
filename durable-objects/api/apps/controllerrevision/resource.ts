import { defineResource } from '../../../apimachinery/resource.ts';
import { type ControllerRevision, controllerRevisionSchema } from './schema.ts';
import { controllerRevisionStrategy } from './strategy.ts';
import { controllerRevisionTable } from './table.ts';

/** Handle of ControllerRevision: `read.get(controllerRevisions, key)` is `Frozen<ControllerRevision> | undefined`. */
export const controllerRevisions = defineResource<ControllerRevision>({
  group: 'apps',
  version: 'v1',
  kind: 'ControllerRevision',
  plural: 'controllerrevisions',
  namespaced: true,
  schema: controllerRevisionSchema,
  strategy: controllerRevisionStrategy,
  table: controllerRevisionTable,
});
