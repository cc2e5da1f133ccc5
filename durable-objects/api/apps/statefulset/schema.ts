import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  always,
  array,
  type Infer,
  int32,
  int64,
  intOrString,
  object,
  pointer,
  present,
  required,
  string,
  timeOrNull,
} from '../../../apimachinery/schema.ts';
import { volumeClaimTemplate } from '../../pod-template/claim.ts';
import { labelSelector } from '../../pod-template/label-selector.ts';
import { podTemplateSpec } from '../../pod-template/pod-spec.ts';

export const rollingUpdateStatefulSetStrategy = object(
  'io.k8s.api.apps.v1.RollingUpdateStatefulSetStrategy',
  {
    partition: present(pointer(int32())),
    maxUnavailable: pointer(intOrString()),
  },
);
export type RollingUpdateStatefulSetStrategy = Infer<typeof rollingUpdateStatefulSetStrategy>;

export const statefulSetUpdateStrategy = object('io.k8s.api.apps.v1.StatefulSetUpdateStrategy', {
  type: present(string()),
  rollingUpdate: rollingUpdateStatefulSetStrategy,
});
export type StatefulSetUpdateStrategy = Infer<typeof statefulSetUpdateStrategy>;

export const statefulSetPersistentVolumeClaimRetentionPolicy = object(
  'io.k8s.api.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy',
  {
    whenDeleted: present(string()),
    whenScaled: present(string()),
  },
);
export type StatefulSetPersistentVolumeClaimRetentionPolicy = Infer<
  typeof statefulSetPersistentVolumeClaimRetentionPolicy
>;

export const statefulSetOrdinals = object('io.k8s.api.apps.v1.StatefulSetOrdinals', {
  start: always(int32()),
});
export type StatefulSetOrdinals = Infer<typeof statefulSetOrdinals>;

export const statefulSetSpec = object('io.k8s.api.apps.v1.StatefulSetSpec', {
  replicas: present(pointer(int32())),
  selector: required(pointer(labelSelector)),
  template: required(podTemplateSpec),
  volumeClaimTemplates: array(volumeClaimTemplate, { list: 'atomic' }),
  serviceName: always(string()),
  podManagementPolicy: present(string()),
  updateStrategy: present(statefulSetUpdateStrategy),
  revisionHistoryLimit: present(pointer(int32())),
  minReadySeconds: int32(),
  persistentVolumeClaimRetentionPolicy: present(
    pointer(statefulSetPersistentVolumeClaimRetentionPolicy),
  ),
  ordinals: statefulSetOrdinals,
});
export type StatefulSetSpec = Infer<typeof statefulSetSpec>;

export const statefulSetCondition = object('io.k8s.api.apps.v1.StatefulSetCondition', {
  type: required(string()),
  status: required(string()),
  lastTransitionTime: timeOrNull(),
  reason: string(),
  message: string(),
});
export type StatefulSetCondition = Infer<typeof statefulSetCondition>;

export const statefulSetStatus = object('io.k8s.api.apps.v1.StatefulSetStatus', {
  observedGeneration: int64(),
  replicas: required(int32()),
  readyReplicas: int32(),
  currentReplicas: int32(),
  updatedReplicas: int32(),
  currentRevision: string(),
  updateRevision: string(),
  collisionCount: pointer(int32()),
  conditions: array(statefulSetCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
  availableReplicas: always(int32()),
});
export type StatefulSetStatus = Infer<typeof statefulSetStatus>;

export const statefulSetSchema = object('io.k8s.api.apps.v1.StatefulSet', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(statefulSetSpec),
  status: present(statefulSetStatus),
});
export type StatefulSet = Infer<typeof statefulSetSchema>;
