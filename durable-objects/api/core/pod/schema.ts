import { objectMeta } from '../../../apimachinery/meta.ts';
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
  time,
  timeOrNull,
} from '../../../apimachinery/schema.ts';
import { podSpec } from '../../pod-template/pod-spec.ts';
import { resourceRequirements } from '../../pod-template/resources.ts';

export const podCondition = object('io.k8s.api.core.v1.PodCondition', {
  type: required(string()),
  observedGeneration: int64(),
  status: required(string()),
  lastProbeTime: timeOrNull(),
  lastTransitionTime: timeOrNull(),
  reason: string(),
  message: string(),
});
export type PodCondition = Infer<typeof podCondition>;

export const hostIP = object('io.k8s.api.core.v1.HostIP', {
  ip: required(string()),
});
export type HostIP = Infer<typeof hostIP>;

export const podIP = object('io.k8s.api.core.v1.PodIP', {
  ip: required(string()),
});
export type PodIP = Infer<typeof podIP>;

export const containerStateWaiting = object('io.k8s.api.core.v1.ContainerStateWaiting', {
  reason: string(),
  message: string(),
});
export type ContainerStateWaiting = Infer<typeof containerStateWaiting>;

export const containerStateRunning = object('io.k8s.api.core.v1.ContainerStateRunning', {
  startedAt: timeOrNull(),
});
export type ContainerStateRunning = Infer<typeof containerStateRunning>;

export const containerStateTerminated = object('io.k8s.api.core.v1.ContainerStateTerminated', {
  exitCode: required(int32()),
  signal: int32(),
  reason: string(),
  message: string(),
  startedAt: timeOrNull(),
  finishedAt: timeOrNull(),
  containerID: string(),
});
export type ContainerStateTerminated = Infer<typeof containerStateTerminated>;

export const containerState = object('io.k8s.api.core.v1.ContainerState', {
  waiting: containerStateWaiting,
  running: containerStateRunning,
  terminated: containerStateTerminated,
});
export type ContainerState = Infer<typeof containerState>;

export const imageVolumeStatus = object('io.k8s.api.core.v1.ImageVolumeStatus', {
  imageRef: required(string()),
});
export type ImageVolumeStatus = Infer<typeof imageVolumeStatus>;

export const volumeStatus = object('io.k8s.api.core.v1.VolumeStatus', {
  image: imageVolumeStatus,
});
export type VolumeStatus = Infer<typeof volumeStatus>;

export const volumeMountStatus = object('io.k8s.api.core.v1.VolumeMountStatus', {
  name: required(string()),
  mountPath: required(string()),
  readOnly: boolean(),
  recursiveReadOnly: pointer(string()),
  volumeStatus: volumeStatus,
});
export type VolumeMountStatus = Infer<typeof volumeMountStatus>;

export const linuxContainerUser = object('io.k8s.api.core.v1.LinuxContainerUser', {
  uid: required(int64()),
  gid: required(int64()),
  supplementalGroups: array(int64(), { list: 'atomic' }),
});
export type LinuxContainerUser = Infer<typeof linuxContainerUser>;

export const containerUser = object('io.k8s.api.core.v1.ContainerUser', {
  linux: linuxContainerUser,
});
export type ContainerUser = Infer<typeof containerUser>;

export const resourceHealth = object('io.k8s.api.core.v1.ResourceHealth', {
  resourceID: required(string()),
  health: string(),
  message: pointer(string()),
});
export type ResourceHealth = Infer<typeof resourceHealth>;

export const resourceStatus = object('io.k8s.api.core.v1.ResourceStatus', {
  name: required(string()),
  resources: array(resourceHealth, { list: 'map', mapKeys: ['resourceID'] }),
});
export type ResourceStatus = Infer<typeof resourceStatus>;

export const containerStatus = object('io.k8s.api.core.v1.ContainerStatus', {
  name: required(string()),
  state: present(containerState),
  lastState: present(containerState),
  ready: required(boolean()),
  restartCount: required(int32()),
  image: required(string()),
  imageID: required(string()),
  containerID: string(),
  started: pointer(boolean()),
  allocatedResources: map(quantity()),
  resources: resourceRequirements,
  volumeMounts: array(volumeMountStatus, {
    patch: 'merge',
    mergeKey: 'mountPath',
    list: 'map',
    mapKeys: ['mountPath'],
  }),
  user: containerUser,
  allocatedResourcesStatus: array(resourceStatus, {
    patch: 'merge',
    mergeKey: 'name',
    list: 'map',
    mapKeys: ['name'],
  }),
  stopSignal: pointer(string()),
});
export type ContainerStatus = Infer<typeof containerStatus>;

export const podResourceClaimStatus = object('io.k8s.api.core.v1.PodResourceClaimStatus', {
  name: required(string()),
  resourceClaimName: pointer(string()),
});
export type PodResourceClaimStatus = Infer<typeof podResourceClaimStatus>;

export const containerExtendedResourceRequest = object(
  'io.k8s.api.core.v1.ContainerExtendedResourceRequest',
  {
    containerName: required(string()),
    resourceName: required(string()),
    requestName: required(string()),
  },
);
export type ContainerExtendedResourceRequest = Infer<typeof containerExtendedResourceRequest>;

export const podExtendedResourceClaimStatus = object(
  'io.k8s.api.core.v1.PodExtendedResourceClaimStatus',
  {
    requestMappings: required(array(containerExtendedResourceRequest, { list: 'atomic' })),
    resourceClaimName: required(string()),
  },
);
export type PodExtendedResourceClaimStatus = Infer<typeof podExtendedResourceClaimStatus>;

export const nodeAllocatableResourceClaimStatus = object(
  'io.k8s.api.core.v1.NodeAllocatableResourceClaimStatus',
  {
    resourceClaimName: required(string()),
    containers: array(string(), { list: 'set' }),
    resources: required(map(quantity())),
  },
);
export type NodeAllocatableResourceClaimStatus = Infer<typeof nodeAllocatableResourceClaimStatus>;

export const podStatus = object('io.k8s.api.core.v1.PodStatus', {
  observedGeneration: int64(),
  phase: present(string()),
  conditions: array(podCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
  message: string(),
  reason: string(),
  nominatedNodeName: string(),
  hostIP: string(),
  hostIPs: array(hostIP, { patch: 'merge', mergeKey: 'ip', list: 'atomic' }),
  podIP: string(),
  podIPs: array(podIP, { patch: 'merge', mergeKey: 'ip', list: 'map', mapKeys: ['ip'] }),
  startTime: time(),
  initContainerStatuses: array(containerStatus, { list: 'atomic' }),
  containerStatuses: array(containerStatus, { list: 'atomic' }),
  qosClass: present(string()),
  ephemeralContainerStatuses: array(containerStatus, { list: 'atomic' }),
  resize: string(),
  resourceClaimStatuses: array(podResourceClaimStatus, {
    patch: 'merge',
    mergeKey: 'name',
    list: 'map',
    mapKeys: ['name'],
    retainKeys: true,
  }),
  extendedResourceClaimStatus: podExtendedResourceClaimStatus,
  allocatedResources: map(quantity()),
  resources: resourceRequirements,
  nodeAllocatableResourceClaimStatuses: array(nodeAllocatableResourceClaimStatus, {
    list: 'atomic',
  }),
});
export type PodStatus = Infer<typeof podStatus>;

export const podSchema = object('io.k8s.api.core.v1.Pod', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(podSpec),
  status: present(podStatus),
});
export type Pod = Infer<typeof podSchema>;
