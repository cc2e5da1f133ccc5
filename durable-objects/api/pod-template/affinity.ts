import {
  array,
  type Infer,
  int32,
  int64,
  object,
  pointer,
  required,
  string,
} from '../../apimachinery/schema.ts';
import { labelSelector } from './label-selector.ts';
import { nodeSelector, nodeSelectorTerm } from './selector.ts';

export const preferredSchedulingTerm = object('io.k8s.api.core.v1.PreferredSchedulingTerm', {
  weight: required(int32()),
  preference: required(nodeSelectorTerm),
});
export type PreferredSchedulingTerm = Infer<typeof preferredSchedulingTerm>;

export const nodeAffinity = object('io.k8s.api.core.v1.NodeAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: nodeSelector,
  preferredDuringSchedulingIgnoredDuringExecution: array(preferredSchedulingTerm, {
    list: 'atomic',
  }),
});
export type NodeAffinity = Infer<typeof nodeAffinity>;

export const podAffinityTerm = object('io.k8s.api.core.v1.PodAffinityTerm', {
  labelSelector: labelSelector,
  namespaces: array(string(), { list: 'atomic' }),
  topologyKey: required(string()),
  namespaceSelector: labelSelector,
  matchLabelKeys: array(string(), { list: 'atomic' }),
  mismatchLabelKeys: array(string(), { list: 'atomic' }),
});
export type PodAffinityTerm = Infer<typeof podAffinityTerm>;

export const weightedPodAffinityTerm = object('io.k8s.api.core.v1.WeightedPodAffinityTerm', {
  weight: required(int32()),
  podAffinityTerm: required(podAffinityTerm),
});
export type WeightedPodAffinityTerm = Infer<typeof weightedPodAffinityTerm>;

export const podAffinity = object('io.k8s.api.core.v1.PodAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: array(podAffinityTerm, { list: 'atomic' }),
  preferredDuringSchedulingIgnoredDuringExecution: array(weightedPodAffinityTerm, {
    list: 'atomic',
  }),
});
export type PodAffinity = Infer<typeof podAffinity>;

export const podAntiAffinity = object('io.k8s.api.core.v1.PodAntiAffinity', {
  requiredDuringSchedulingIgnoredDuringExecution: array(podAffinityTerm, { list: 'atomic' }),
  preferredDuringSchedulingIgnoredDuringExecution: array(weightedPodAffinityTerm, {
    list: 'atomic',
  }),
});
export type PodAntiAffinity = Infer<typeof podAntiAffinity>;

export const affinity = object('io.k8s.api.core.v1.Affinity', {
  nodeAffinity: nodeAffinity,
  podAffinity: podAffinity,
  podAntiAffinity: podAntiAffinity,
});
export type Affinity = Infer<typeof affinity>;

export const toleration = object('io.k8s.api.core.v1.Toleration', {
  key: string(),
  operator: string(),
  value: string(),
  effect: string(),
  tolerationSeconds: pointer(int64()),
});
export type Toleration = Infer<typeof toleration>;

export const topologySpreadConstraint = object('io.k8s.api.core.v1.TopologySpreadConstraint', {
  maxSkew: required(int32()),
  topologyKey: required(string()),
  whenUnsatisfiable: required(string()),
  labelSelector: labelSelector,
  minDomains: pointer(int32()),
  nodeAffinityPolicy: pointer(string()),
  nodeTaintsPolicy: pointer(string()),
  matchLabelKeys: array(string(), { list: 'atomic' }),
});
export type TopologySpreadConstraint = Infer<typeof topologySpreadConstraint>;
