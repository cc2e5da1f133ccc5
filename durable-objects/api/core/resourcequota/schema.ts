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

export const scopedResourceSelectorRequirement = object(
  'io.k8s.api.core.v1.ScopedResourceSelectorRequirement',
  {
    scopeName: required(string()),
    operator: required(string()),
    values: array(string(), { list: 'atomic' }),
  },
);
export type ScopedResourceSelectorRequirement = Infer<typeof scopedResourceSelectorRequirement>;

export const scopeSelector = object(
  'io.k8s.api.core.v1.ScopeSelector',
  { matchExpressions: array(scopedResourceSelectorRequirement, { list: 'atomic' }) },
  { atomic: true },
);
export type ScopeSelector = Infer<typeof scopeSelector>;

export const resourceQuotaSpec = object('io.k8s.api.core.v1.ResourceQuotaSpec', {
  hard: map(quantity()),
  scopes: array(string(), { list: 'atomic' }),
  scopeSelector,
});
export type ResourceQuotaSpec = Infer<typeof resourceQuotaSpec>;

export const resourceQuotaStatus = object('io.k8s.api.core.v1.ResourceQuotaStatus', {
  hard: map(quantity()),
  used: map(quantity()),
});
export type ResourceQuotaStatus = Infer<typeof resourceQuotaStatus>;

export const resourceQuotaSchema = object('io.k8s.api.core.v1.ResourceQuota', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(resourceQuotaSpec),
  status: present(resourceQuotaStatus),
});
export type ResourceQuota = Infer<typeof resourceQuotaSchema>;
