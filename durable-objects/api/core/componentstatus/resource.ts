import { defineResource } from '../../../apimachinery/resource.ts';
import { type ComponentStatus, componentStatusSchema } from './schema.ts';
import { componentStatusTable } from './table.ts';

/** Handle of ComponentStatus, which can only be read. */
export const componentStatuses = defineResource<ComponentStatus>({
  group: '',
  version: 'v1',
  kind: 'ComponentStatus',
  plural: 'componentstatuses',
  shortNames: ['cs'],
  namespaced: false,
  deprecation: 'v1 ComponentStatus is deprecated in v1.19+',
  verbs: ['get', 'list'],
  schema: componentStatusSchema,
  strategy: { setDefaults: () => {}, validate: () => [], validateUpdate: () => [] },
  table: componentStatusTable,
});
