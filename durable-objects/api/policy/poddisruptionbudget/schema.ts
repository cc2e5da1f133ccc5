import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  always,
  array,
  type Infer,
  int32,
  int64,
  intOrString,
  map,
  object,
  pointer,
  present,
  replacedByPatch,
  string,
  time,
} from '../../../apimachinery/schema.ts';
import { condition } from '../../pod-template/condition.ts';
import { labelSelector } from '../../pod-template/label-selector.ts';

export const podDisruptionBudgetSpec = object('io.k8s.api.policy.v1.PodDisruptionBudgetSpec', {
  minAvailable: pointer(intOrString()),
  selector: replacedByPatch(pointer(labelSelector)),
  maxUnavailable: pointer(intOrString()),
  unhealthyPodEvictionPolicy: pointer(string()),
});
export type PodDisruptionBudgetSpec = Infer<typeof podDisruptionBudgetSpec>;

export const podDisruptionBudgetStatus = object('io.k8s.api.policy.v1.PodDisruptionBudgetStatus', {
  observedGeneration: int64(),
  disruptedPods: map(time()),
  disruptionsAllowed: always(int32()),
  currentHealthy: always(int32()),
  desiredHealthy: always(int32()),
  expectedPods: always(int32()),
  conditions: array(condition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
});
export type PodDisruptionBudgetStatus = Infer<typeof podDisruptionBudgetStatus>;

export const podDisruptionBudgetSchema = object('io.k8s.api.policy.v1.PodDisruptionBudget', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(podDisruptionBudgetSpec),
  status: present(podDisruptionBudgetStatus),
});
export type PodDisruptionBudget = Infer<typeof podDisruptionBudgetSchema>;
