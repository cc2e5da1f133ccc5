import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  boolean,
  type Infer,
  int64,
  map,
  object,
  pointer,
  present,
  quantity,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';
import { nodeSelector } from '../../pod-template/selector.ts';

export const resourcePool = object('io.k8s.api.resource.v1.ResourcePool', {
  name: required(string()),
  generation: required(int64()),
  resourceSliceCount: required(int64()),
});
export type ResourcePool = Infer<typeof resourcePool>;

export const deviceAttribute = object('io.k8s.api.resource.v1.DeviceAttribute', {
  int: pointer(int64()),
  bool: pointer(boolean()),
  string: pointer(string()),
  version: pointer(string()),
  ints: array(int64(), { list: 'atomic' }),
  bools: array(boolean(), { list: 'atomic' }),
  strings: array(string(), { list: 'atomic' }),
  versions: array(string(), { list: 'atomic' }),
});
export type DeviceAttribute = Infer<typeof deviceAttribute>;

export const capacityRequestPolicyRange = object(
  'io.k8s.api.resource.v1.CapacityRequestPolicyRange',
  {
    min: quantity(),
    max: quantity(),
    step: quantity(),
  },
);
export type CapacityRequestPolicyRange = Infer<typeof capacityRequestPolicyRange>;

export const capacityRequestPolicy = object('io.k8s.api.resource.v1.CapacityRequestPolicy', {
  default: quantity(),
  validValues: array(quantity(), { list: 'atomic' }),
  validRange: capacityRequestPolicyRange,
});
export type CapacityRequestPolicy = Infer<typeof capacityRequestPolicy>;

export const deviceCapacity = object('io.k8s.api.resource.v1.DeviceCapacity', {
  value: required(quantity()),
  requestPolicy: capacityRequestPolicy,
});
export type DeviceCapacity = Infer<typeof deviceCapacity>;

export const counter = object('io.k8s.api.resource.v1.Counter', {
  value: required(quantity()),
});
export type Counter = Infer<typeof counter>;

export const deviceCounterConsumption = object('io.k8s.api.resource.v1.DeviceCounterConsumption', {
  counterSet: required(string()),
  counters: required(map(counter)),
});
export type DeviceCounterConsumption = Infer<typeof deviceCounterConsumption>;

export const deviceTaint = object('io.k8s.api.resource.v1.DeviceTaint', {
  key: required(string()),
  value: string(),
  effect: required(string()),
  timeAdded: time(),
});
export type DeviceTaint = Infer<typeof deviceTaint>;

export const nodeAllocatableResourceMapping = object(
  'io.k8s.api.resource.v1.NodeAllocatableResourceMapping',
  {
    capacityKey: pointer(string()),
    allocationMultiplier: quantity(),
  },
);
export type NodeAllocatableResourceMapping = Infer<typeof nodeAllocatableResourceMapping>;

export const device = object('io.k8s.api.resource.v1.Device', {
  name: required(string()),
  attributes: map(deviceAttribute),
  capacity: map(deviceCapacity),
  consumesCounters: array(deviceCounterConsumption, { list: 'atomic' }),
  nodeName: pointer(string()),
  nodeSelector: nodeSelector,
  allNodes: pointer(boolean()),
  taints: array(deviceTaint, { list: 'atomic' }),
  bindsToNode: pointer(boolean()),
  bindingConditions: array(string(), { list: 'atomic' }),
  bindingFailureConditions: array(string(), { list: 'atomic' }),
  allowMultipleAllocations: pointer(boolean()),
  nodeAllocatableResourceMappings: map(nodeAllocatableResourceMapping),
});
export type Device = Infer<typeof device>;

export const counterSet = object('io.k8s.api.resource.v1.CounterSet', {
  name: required(string()),
  counters: required(map(counter)),
});
export type CounterSet = Infer<typeof counterSet>;

export const resourceSliceSpec = object('io.k8s.api.resource.v1.ResourceSliceSpec', {
  driver: required(string()),
  pool: required(resourcePool),
  nodeName: pointer(string()),
  nodeSelector: nodeSelector,
  allNodes: pointer(boolean()),
  devices: array(device, { list: 'atomic' }),
  perDeviceNodeSelection: pointer(boolean()),
  sharedCounters: array(counterSet, { list: 'atomic' }),
});
export type ResourceSliceSpec = Infer<typeof resourceSliceSpec>;

export const resourceSliceSchema = object('io.k8s.api.resource.v1.ResourceSlice', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: required(resourceSliceSpec),
});
export type ResourceSlice = Infer<typeof resourceSliceSchema>;
