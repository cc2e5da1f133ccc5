import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  arrayOrNull,
  type Infer,
  int32,
  int64,
  object,
  pointer,
  present,
  quantity,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';
import { crossVersionObjectReference, metricSpec, metricStatus } from './metrics-schema.ts';

const v2 = 'io.k8s.api.autoscaling.v2';

const hpaScalingPolicy = object(`${v2}.HPAScalingPolicy`, {
  type: required(string()),
  value: required(int32()),
  periodSeconds: required(int32()),
});
export type HPAScalingPolicy = Infer<typeof hpaScalingPolicy>;

const hpaScalingRules = object(`${v2}.HPAScalingRules`, {
  stabilizationWindowSeconds: pointer(int32()),
  selectPolicy: pointer(string()),
  policies: array(hpaScalingPolicy, { list: 'atomic' }),
  tolerance: quantity(),
});
export type HPAScalingRules = Infer<typeof hpaScalingRules>;

const horizontalPodAutoscalerBehavior = object(`${v2}.HorizontalPodAutoscalerBehavior`, {
  scaleUp: hpaScalingRules,
  scaleDown: hpaScalingRules,
});
export type HorizontalPodAutoscalerBehavior = Infer<typeof horizontalPodAutoscalerBehavior>;

export const horizontalPodAutoscalerSpec = object(`${v2}.HorizontalPodAutoscalerSpec`, {
  scaleTargetRef: required(crossVersionObjectReference),
  minReplicas: present(pointer(int32())),
  maxReplicas: required(int32()),
  metrics: array(metricSpec, { list: 'atomic' }),
  behavior: horizontalPodAutoscalerBehavior,
});
export type HorizontalPodAutoscalerSpec = Infer<typeof horizontalPodAutoscalerSpec>;

const horizontalPodAutoscalerCondition = object(`${v2}.HorizontalPodAutoscalerCondition`, {
  type: required(string()),
  status: required(string()),
  lastTransitionTime: time(),
  reason: string(),
  message: string(),
});
export type HorizontalPodAutoscalerCondition = Infer<typeof horizontalPodAutoscalerCondition>;

export const horizontalPodAutoscalerStatus = object(`${v2}.HorizontalPodAutoscalerStatus`, {
  observedGeneration: pointer(int64()),
  lastScaleTime: time(),
  currentReplicas: int32(),
  desiredReplicas: required(int32()),
  currentMetrics: arrayOrNull(metricStatus, { list: 'atomic' }),
  conditions: array(horizontalPodAutoscalerCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
});
export type HorizontalPodAutoscalerStatus = Infer<typeof horizontalPodAutoscalerStatus>;

export const horizontalPodAutoscalerSchema = object(`${v2}.HorizontalPodAutoscaler`, {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(horizontalPodAutoscalerSpec),
  status: present(horizontalPodAutoscalerStatus),
});
export type HorizontalPodAutoscaler = Infer<typeof horizontalPodAutoscalerSchema>;
