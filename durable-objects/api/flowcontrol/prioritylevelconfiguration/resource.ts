import { defineResource } from '../../../apimachinery/resource.ts';

import { type PriorityLevelConfiguration, priorityLevelConfigurationSchema } from './schema.ts';
import { priorityLevelConfigurationStrategy } from './strategy.ts';
import { priorityLevelConfigurationTable } from './table.ts';

/** Handle of PriorityLevelConfiguration: `read.get(priorityLevelConfigurations, key)` is `Frozen<PriorityLevelConfiguration> | undefined`. */
export const priorityLevelConfigurations = defineResource<PriorityLevelConfiguration>({
  group: 'flowcontrol.apiserver.k8s.io',
  version: 'v1',
  kind: 'PriorityLevelConfiguration',
  plural: 'prioritylevelconfigurations',
  namespaced: false,
  schema: priorityLevelConfigurationSchema,
  strategy: priorityLevelConfigurationStrategy,
  table: priorityLevelConfigurationTable,

  subresources: { status: true },
});
