import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  map,
  object,
  present,
  quantity,
  required,
  string,
} from '../../../apimachinery/schema.ts';

export const limitRangeItem = object('io.k8s.api.core.v1.LimitRangeItem', {
  type: required(string()),
  max: map(quantity()),
  min: map(quantity()),
  default: map(quantity()),
  defaultRequest: map(quantity()),
  maxLimitRequestRatio: map(quantity()),
});
export type LimitRangeItem = Infer<typeof limitRangeItem>;

export const limitRangeSpec = object('io.k8s.api.core.v1.LimitRangeSpec', {
  limits: required(array(limitRangeItem, { list: 'atomic' })),
});
export type LimitRangeSpec = Infer<typeof limitRangeSpec>;

export const limitRangeSchema = object('io.k8s.api.core.v1.LimitRange', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(limitRangeSpec),
});
export type LimitRange = Infer<typeof limitRangeSchema>;
