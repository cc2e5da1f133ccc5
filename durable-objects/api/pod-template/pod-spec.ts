import {
  array,
  boolean,
  type Infer,
  int32,
  int64,
  map,
  object,
  pointer,
  present,
  quantity,
  required,
  string,
} from '../../apimachinery/schema.ts';
import { affinity, toleration, topologySpreadConstraint } from './affinity.ts';
import { container, ephemeralContainer } from './container.ts';
import { localObjectReference } from './reference.ts';
import { resourceRequirements } from './resources.ts';
import { podSecurityContext } from './security.ts';
import { templateMeta } from './template-meta.ts';
import { volume } from './volume.ts';

export const hostAlias = object('io.k8s.api.core.v1.HostAlias', {
  ip: required(string()),
  hostnames: array(string(), { list: 'atomic' }),
});
export type HostAlias = Infer<typeof hostAlias>;

export const podDNSConfigOption = object('io.k8s.api.core.v1.PodDNSConfigOption', {
  name: string(),
  value: pointer(string()),
});
export type PodDNSConfigOption = Infer<typeof podDNSConfigOption>;

export const podDNSConfig = object('io.k8s.api.core.v1.PodDNSConfig', {
  nameservers: array(string(), { list: 'atomic' }),
  searches: array(string(), { list: 'atomic' }),
  options: array(podDNSConfigOption, { list: 'atomic' }),
});
export type PodDNSConfig = Infer<typeof podDNSConfig>;

export const podOS = object('io.k8s.api.core.v1.PodOS', {
  name: required(string()),
});
export type PodOS = Infer<typeof podOS>;

export const podReadinessGate = object('io.k8s.api.core.v1.PodReadinessGate', {
  conditionType: required(string()),
});
export type PodReadinessGate = Infer<typeof podReadinessGate>;

export const podResourceClaim = object('io.k8s.api.core.v1.PodResourceClaim', {
  name: required(string()),
  resourceClaimName: pointer(string()),
  resourceClaimTemplateName: pointer(string()),
});
export type PodResourceClaim = Infer<typeof podResourceClaim>;

export const podSchedulingGate = object('io.k8s.api.core.v1.PodSchedulingGate', {
  name: required(string()),
});
export type PodSchedulingGate = Infer<typeof podSchedulingGate>;

export const podSchedulingGroup = object('io.k8s.api.core.v1.PodSchedulingGroup', {
  podGroupName: pointer(string()),
});
export type PodSchedulingGroup = Infer<typeof podSchedulingGroup>;

export const podSpec = object('io.k8s.api.core.v1.PodSpec', {
  volumes: array(volume, {
    patch: 'merge',
    mergeKey: 'name',
    list: 'map',
    mapKeys: ['name'],
    retainKeys: true,
  }),
  initContainers: array(container, {
    patch: 'merge',
    mergeKey: 'name',
    list: 'map',
    mapKeys: ['name'],
  }),
  containers: required(
    array(container, { patch: 'merge', mergeKey: 'name', list: 'map', mapKeys: ['name'] }),
  ),
  ephemeralContainers: array(ephemeralContainer, {
    patch: 'merge',
    mergeKey: 'name',
    list: 'map',
    mapKeys: ['name'],
  }),
  restartPolicy: present(string()),
  terminationGracePeriodSeconds: present(pointer(int64())),
  activeDeadlineSeconds: pointer(int64()),
  dnsPolicy: present(string()),
  nodeSelector: map(string(), { atomic: true }),
  serviceAccountName: string(),
  serviceAccount: string(),
  automountServiceAccountToken: pointer(boolean()),
  nodeName: string(),
  hostNetwork: boolean(),
  hostPID: boolean(),
  hostIPC: boolean(),
  shareProcessNamespace: pointer(boolean()),
  securityContext: present(pointer(podSecurityContext)),
  imagePullSecrets: array(localObjectReference, {
    patch: 'merge',
    mergeKey: 'name',
    list: 'map',
    mapKeys: ['name'],
  }),
  hostname: string(),
  subdomain: string(),
  affinity: affinity,
  schedulerName: present(string()),
  tolerations: array(toleration, { list: 'atomic' }),
  hostAliases: array(hostAlias, { patch: 'merge', mergeKey: 'ip', list: 'map', mapKeys: ['ip'] }),
  priorityClassName: string(),
  priority: pointer(int32()),
  dnsConfig: podDNSConfig,
  readinessGates: array(podReadinessGate, { list: 'atomic' }),
  runtimeClassName: pointer(string()),
  enableServiceLinks: pointer(boolean()),
  preemptionPolicy: pointer(string()),
  overhead: map(quantity()),
  topologySpreadConstraints: array(topologySpreadConstraint, {
    patch: 'merge',
    mergeKey: 'topologyKey',
    list: 'map',
    mapKeys: ['topologyKey', 'whenUnsatisfiable'],
  }),
  setHostnameAsFQDN: pointer(boolean()),
  os: podOS,
  hostUsers: pointer(boolean()),
  schedulingGates: array(podSchedulingGate, {
    patch: 'merge',
    mergeKey: 'name',
    list: 'map',
    mapKeys: ['name'],
  }),
  resourceClaims: array(podResourceClaim, {
    patch: 'merge',
    mergeKey: 'name',
    list: 'map',
    mapKeys: ['name'],
    retainKeys: true,
  }),
  resources: resourceRequirements,
  hostnameOverride: pointer(string()),
  schedulingGroup: podSchedulingGroup,
});
export type PodSpec = Infer<typeof podSpec>;

export const podTemplateSpec = object('io.k8s.api.core.v1.PodTemplateSpec', {
  metadata: present(templateMeta),
  spec: present(podSpec),
});
export type PodTemplateSpec = Infer<typeof podTemplateSpec>;
