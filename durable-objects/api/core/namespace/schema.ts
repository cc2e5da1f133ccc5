import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  object,
  present,
  required,
  string,
  timeOrNull,
} from '../../../apimachinery/schema.ts';

export const namespaceSpec = object('io.k8s.api.core.v1.NamespaceSpec', {
  finalizers: present(array(string(), { list: 'atomic' })),
});
export type NamespaceSpec = Infer<typeof namespaceSpec>;

export const namespaceCondition = object('io.k8s.api.core.v1.NamespaceCondition', {
  type: required(string()),
  status: required(string()),
  lastTransitionTime: timeOrNull(),
  reason: string(),
  message: string(),
});
export type NamespaceCondition = Infer<typeof namespaceCondition>;

export const namespaceStatus = object('io.k8s.api.core.v1.NamespaceStatus', {
  phase: present(string()),
  conditions: array(namespaceCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
});
export type NamespaceStatus = Infer<typeof namespaceStatus>;

export const namespaceSchema = object('io.k8s.api.core.v1.Namespace', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(namespaceSpec),
  status: present(namespaceStatus),
});
export type Namespace = Infer<typeof namespaceSchema>;
