import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  boolean,
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

export const rollingUpdateDeployment = object('io.k8s.api.apps.v1.RollingUpdateDeployment', {
  maxUnavailable: present(pointer(intOrString())),
  maxSurge: present(pointer(intOrString())),
});
export type RollingUpdateDeployment = Infer<typeof rollingUpdateDeployment>;

export const deploymentStrategy = object(
  'io.k8s.api.apps.v1.DeploymentStrategy',
  {
    type: present(string()),
    rollingUpdate: rollingUpdateDeployment,
  },
  { retainKeys: true },
);
export type DeploymentStrategy = Infer<typeof deploymentStrategy>;

export const deploymentSpec = object('io.k8s.api.apps.v1.DeploymentSpec', {
  replicas: present(pointer(int32())),
  selector: required(pointer(labelSelector)),
  template: required(podTemplateSpec),
  strategy: present(deploymentStrategy),
  minReadySeconds: int32(),
  revisionHistoryLimit: present(pointer(int32())),
  paused: boolean(),
  progressDeadlineSeconds: present(pointer(int32())),
});
export type DeploymentSpec = Infer<typeof deploymentSpec>;

export const deploymentCondition = object('io.k8s.api.apps.v1.DeploymentCondition', {
  type: required(string()),
  status: required(string()),
  lastUpdateTime: timeOrNull(),
  lastTransitionTime: timeOrNull(),
  reason: string(),
  message: string(),
});
export type DeploymentCondition = Infer<typeof deploymentCondition>;

export const deploymentStatus = object('io.k8s.api.apps.v1.DeploymentStatus', {
  observedGeneration: int64(),
  replicas: int32(),
  updatedReplicas: int32(),
  readyReplicas: int32(),
  availableReplicas: int32(),
  unavailableReplicas: int32(),
  terminatingReplicas: pointer(int32()),
  conditions: array(deploymentCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
  collisionCount: pointer(int32()),
});
export type DeploymentStatus = Infer<typeof deploymentStatus>;

export const deploymentSchema = object('io.k8s.api.apps.v1.Deployment', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(deploymentSpec),
  status: present(deploymentStatus),
});
export type Deployment = Infer<typeof deploymentSchema>;
