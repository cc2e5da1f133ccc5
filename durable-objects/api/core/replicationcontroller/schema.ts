import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  int32,
  int64,
  map,
  object,
  pointer,
  present,
  required,
  string,
  timeOrNull,
} from '../../../apimachinery/schema.ts';
import { podTemplateSpec } from '../../pod-template/pod-spec.ts';

export const replicationControllerSpec = object('io.k8s.api.core.v1.ReplicationControllerSpec', {
  replicas: present(pointer(int32())),
  minReadySeconds: int32(),
  selector: map(string(), { atomic: true }),
  template: podTemplateSpec,
});
export type ReplicationControllerSpec = Infer<typeof replicationControllerSpec>;

export const replicationControllerCondition = object(
  'io.k8s.api.core.v1.ReplicationControllerCondition',
  {
    type: required(string()),
    status: required(string()),
    lastTransitionTime: timeOrNull(),
    reason: string(),
    message: string(),
  },
);
export type ReplicationControllerCondition = Infer<typeof replicationControllerCondition>;

export const replicationControllerStatus = object(
  'io.k8s.api.core.v1.ReplicationControllerStatus',
  {
    replicas: required(int32()),
    fullyLabeledReplicas: int32(),
    readyReplicas: int32(),
    availableReplicas: int32(),
    observedGeneration: int64(),
    conditions: array(replicationControllerCondition, {
      patch: 'merge',
      mergeKey: 'type',
      list: 'map',
      mapKeys: ['type'],
    }),
  },
);
export type ReplicationControllerStatus = Infer<typeof replicationControllerStatus>;

export const replicationControllerSchema = object('io.k8s.api.core.v1.ReplicationController', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(replicationControllerSpec),
  status: present(replicationControllerStatus),
});
export type ReplicationController = Infer<typeof replicationControllerSchema>;
