import {
  array,
  type Infer,
  map,
  object,
  quantity,
  required,
  string,
} from '../../apimachinery/schema.ts';

export const resourceClaim = object('io.k8s.api.core.v1.ResourceClaim', {
  name: required(string()),
  request: string(),
});
export type ResourceClaim = Infer<typeof resourceClaim>;

export const resourceRequirements = object('io.k8s.api.core.v1.ResourceRequirements', {
  limits: map(quantity()),
  requests: map(quantity()),
  claims: array(resourceClaim, { list: 'map', mapKeys: ['name'] }),
});
export type ResourceRequirements = Infer<typeof resourceRequirements>;

export const volumeResourceRequirements = object('io.k8s.api.core.v1.VolumeResourceRequirements', {
  limits: map(quantity()),
  requests: map(quantity()),
});
export type VolumeResourceRequirements = Infer<typeof volumeResourceRequirements>;

export const containerResizePolicy = object('io.k8s.api.core.v1.ContainerResizePolicy', {
  resourceName: required(string()),
  restartPolicy: required(string()),
});
export type ContainerResizePolicy = Infer<typeof containerResizePolicy>;
