import { defineResource } from '../../../apimachinery/resource.ts';
import { describeConfigMap } from './describe.ts';
import { type ConfigMap, configMapSchema } from './schema.ts';
import { configMapStrategy } from './strategy.ts';
import { configMapTable } from './table.ts';

/** Handle of ConfigMap: `read.get(configMaps, key)` is `Frozen<ConfigMap> | undefined`. */
export const configMaps = defineResource<ConfigMap>({
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  shortNames: ['cm'],
  namespaced: true,
  schema: configMapSchema,
  strategy: configMapStrategy,
  table: configMapTable,
  describe: describeConfigMap,
});
