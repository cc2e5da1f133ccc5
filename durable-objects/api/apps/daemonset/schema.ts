import { objectMeta } from '../../../apimachinery/meta.ts';
import {
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
import { labelSelector } from '../../pod-template/label-selector.ts';
import { podTemplateSpec } from '../../pod-template/pod-spec.ts';

export const rollingUpdateDaemonSet = object('io.k8s.api.apps.v1.RollingUpdateDaemonSet', {
  maxUnavailable: present(pointer(intOrString())),
  maxSurge: present(pointer(intOrString())),
});
export type RollingUpdateDaemonSet = Infer<typeof rollingUpdateDaemonSet>;

export const daemonSetUpdateStrategy = object('io.k8s.api.apps.v1.DaemonSetUpdateStrategy', {
  type: present(string()),
  rollingUpdate: rollingUpdateDaemonSet,
});
export type DaemonSetUpdateStrategy = Infer<typeof daemonSetUpdateStrategy>;

export const daemonSetSpec = object('io.k8s.api.apps.v1.DaemonSetSpec', {
  selector: required(pointer(labelSelector)),
  template: required(podTemplateSpec),
  updateStrategy: present(daemonSetUpdateStrategy),
  minReadySeconds: int32(),
  revisionHistoryLimit: present(pointer(int32())),
});
export type DaemonSetSpec = Infer<typeof daemonSetSpec>;

export const daemonSetCondition = object('io.k8s.api.apps.v1.DaemonSetCondition', {
  type: required(string()),
  status: required(string()),
  lastTransitionTime: timeOrNull(),
  reason: string(),
  message: string(),
});
export type DaemonSetCondition = Infer<typeof daemonSetCondition>;

export const daemonSetStatus = object('io.k8s.api.apps.v1.DaemonSetStatus', {
  currentNumberScheduled: required(int32()),
  numberMisscheduled: required(int32()),
  desiredNumberScheduled: required(int32()),
  numberReady: required(int32()),
  observedGeneration: int64(),
  updatedNumberScheduled: int32(),
  numberAvailable: int32(),
  numberUnavailable: int32(),
  collisionCount: pointer(int32()),
  conditions: array(daemonSetCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
});
export type DaemonSetStatus = Infer<typeof daemonSetStatus>;

export const daemonSetSchema = object('io.k8s.api.apps.v1.DaemonSet', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(daemonSetSpec),
  status: present(daemonSetStatus),
});
export type DaemonSet = Infer<typeof daemonSetSchema>;
