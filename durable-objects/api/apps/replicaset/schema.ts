import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  int32,
  int64,
  object,
  pointer,
  present,
  required,
  string,
  timeOrNull,
} from '../../../apimachinery/schema.ts';
import { labelSelector } from '../../pod-template/label-selector.ts';
import { podTemplateSpec } from '../../pod-template/pod-spec.ts';

export const replicaSetSpec = object('io.k8s.api.apps.v1.ReplicaSetSpec', {
  replicas: present(pointer(int32())),
  minReadySeconds: int32(),
  selector: required(pointer(labelSelector)),
  template: present(podTemplateSpec),
});
export type ReplicaSetSpec = Infer<typeof replicaSetSpec>;

export const replicaSetCondition = object('io.k8s.api.apps.v1.ReplicaSetCondition', {
  type: required(string()),
  status: required(string()),
  lastTransitionTime: timeOrNull(),
  reason: string(),
  message: string(),
});
export type ReplicaSetCondition = Infer<typeof replicaSetCondition>;

export const replicaSetStatus = object('io.k8s.api.apps.v1.ReplicaSetStatus', {
  replicas: required(int32()),
  fullyLabeledReplicas: int32(),
  readyReplicas: int32(),
  availableReplicas: int32(),
  terminatingReplicas: pointer(int32()),
  observedGeneration: int64(),
  conditions: array(replicaSetCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
});
export type ReplicaSetStatus = Infer<typeof replicaSetStatus>;

export const replicaSetSchema = object('io.k8s.api.apps.v1.ReplicaSet', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(replicaSetSpec),
  status: present(replicaSetStatus),
});
export type ReplicaSet = Infer<typeof replicaSetSchema>;
