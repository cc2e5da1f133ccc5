import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  object,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';

export const componentCondition = object('io.k8s.api.core.v1.ComponentCondition', {
  type: required(string()),
  status: required(string()),
  message: string(),
  error: string(),
});
export type ComponentCondition = Infer<typeof componentCondition>;

export const componentStatusSchema = object('io.k8s.api.core.v1.ComponentStatus', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  conditions: array(componentCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
});
export type ComponentStatus = Infer<typeof componentStatusSchema>;
