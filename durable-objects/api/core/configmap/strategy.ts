import type { Strategy } from '../../../apimachinery/resource.ts';
import { fillZeroValues } from '../../../apimachinery/zero-values.ts';
import { type ConfigMap, configMapSchema } from './schema.ts';
import { validateConfigMap, validateConfigMapUpdate } from './validation.ts';

/** Defaults and rules of ConfigMap; follows pkg/registry/core/configmap. */
export const configMapStrategy: Strategy<ConfigMap> = {
  setDefaults(draft) {
    fillZeroValues(configMapSchema, draft);
  },
  validate: validateConfigMap,
  validateUpdate: validateConfigMapUpdate,
};
