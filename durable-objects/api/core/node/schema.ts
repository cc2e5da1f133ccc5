import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  always,
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

export const taint = object('io.k8s.api.core.v1.Taint', {
  key: required(string()),
  value: string(),
  effect: required(string()),
  timeAdded: time(),
});
export type Taint = Infer<typeof taint>;

export const configMapNodeConfigSource = object('io.k8s.api.core.v1.ConfigMapNodeConfigSource', {
  namespace: required(string()),
  name: required(string()),
  uid: string(),
  resourceVersion: string(),
  kubeletConfigKey: required(string()),
});
export type ConfigMapNodeConfigSource = Infer<typeof configMapNodeConfigSource>;

export const nodeConfigSource = object('io.k8s.api.core.v1.NodeConfigSource', {
  configMap: configMapNodeConfigSource,
});
export type NodeConfigSource = Infer<typeof nodeConfigSource>;

export const nodeSpec = object('io.k8s.api.core.v1.NodeSpec', {
  podCIDR: string(),
  podCIDRs: array(string(), { patch: 'merge', list: 'set' }),
  providerID: string(),
  unschedulable: boolean(),
  taints: array(taint, { list: 'atomic' }),
  configSource: nodeConfigSource,
  externalID: string(),
});
export type NodeSpec = Infer<typeof nodeSpec>;

export const nodeCondition = object('io.k8s.api.core.v1.NodeCondition', {
  type: required(string()),
  status: required(string()),
  lastHeartbeatTime: timeOrNull(),
  lastTransitionTime: timeOrNull(),
  reason: string(),
  message: string(),
});
export type NodeCondition = Infer<typeof nodeCondition>;

export const nodeAddress = object('io.k8s.api.core.v1.NodeAddress', {
  type: required(string()),
  address: required(string()),
});
export type NodeAddress = Infer<typeof nodeAddress>;

export const daemonEndpoint = object('io.k8s.api.core.v1.DaemonEndpoint', {
  Port: required(int32()),
});
export type DaemonEndpoint = Infer<typeof daemonEndpoint>;

export const nodeDaemonEndpoints = object('io.k8s.api.core.v1.NodeDaemonEndpoints', {
  kubeletEndpoint: present(daemonEndpoint),
});
export type NodeDaemonEndpoints = Infer<typeof nodeDaemonEndpoints>;

export const nodeSwapStatus = object('io.k8s.api.core.v1.NodeSwapStatus', {
  capacity: pointer(int64()),
});
export type NodeSwapStatus = Infer<typeof nodeSwapStatus>;

export const nodeSystemInfo = object('io.k8s.api.core.v1.NodeSystemInfo', {
  machineID: required(string()),
  systemUUID: required(string()),
  bootID: required(string()),
  kernelVersion: required(string()),
  osImage: required(string()),
  containerRuntimeVersion: required(string()),
  kubeletVersion: required(string()),
  kubeProxyVersion: required(string()),
  operatingSystem: required(string()),
  architecture: required(string()),
  swap: nodeSwapStatus,
});
export type NodeSystemInfo = Infer<typeof nodeSystemInfo>;

export const containerImage = object('io.k8s.api.core.v1.ContainerImage', {
  names: array(string(), { list: 'atomic' }),
  sizeBytes: int64(),
});
export type ContainerImage = Infer<typeof containerImage>;

export const attachedVolume = object('io.k8s.api.core.v1.AttachedVolume', {
  name: required(string()),
  devicePath: required(string()),
});
export type AttachedVolume = Infer<typeof attachedVolume>;

export const nodeConfigStatus = object('io.k8s.api.core.v1.NodeConfigStatus', {
  assigned: nodeConfigSource,
  active: nodeConfigSource,
  lastKnownGood: nodeConfigSource,
  error: string(),
});
export type NodeConfigStatus = Infer<typeof nodeConfigStatus>;

export const nodeRuntimeHandlerFeatures = object('io.k8s.api.core.v1.NodeRuntimeHandlerFeatures', {
  recursiveReadOnlyMounts: pointer(boolean()),
  userNamespaces: pointer(boolean()),
});
export type NodeRuntimeHandlerFeatures = Infer<typeof nodeRuntimeHandlerFeatures>;

export const nodeRuntimeHandler = object('io.k8s.api.core.v1.NodeRuntimeHandler', {
  name: always(string()),
  features: nodeRuntimeHandlerFeatures,
});
export type NodeRuntimeHandler = Infer<typeof nodeRuntimeHandler>;

export const nodeFeatures = object('io.k8s.api.core.v1.NodeFeatures', {
  supplementalGroupsPolicy: pointer(boolean()),
});
export type NodeFeatures = Infer<typeof nodeFeatures>;

export const nodeStatus = object('io.k8s.api.core.v1.NodeStatus', {
  capacity: map(quantity()),
  allocatable: map(quantity()),
  phase: string(),
  conditions: array(nodeCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
  addresses: array(nodeAddress, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
  daemonEndpoints: present(nodeDaemonEndpoints),
  nodeInfo: present(nodeSystemInfo),
  images: array(containerImage, { list: 'atomic' }),
  volumesInUse: array(string(), { list: 'atomic' }),
  volumesAttached: array(attachedVolume, { list: 'atomic' }),
  config: nodeConfigStatus,
  runtimeHandlers: array(nodeRuntimeHandler, { list: 'atomic' }),
  features: nodeFeatures,
  declaredFeatures: array(string(), { list: 'atomic' }),
});
export type NodeStatus = Infer<typeof nodeStatus>;

export const nodeSchema = object('io.k8s.api.core.v1.Node', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(nodeSpec),
  status: present(nodeStatus),
});
export type Node = Infer<typeof nodeSchema>;
