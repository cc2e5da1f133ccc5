import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  any,
  array,
  boolean,
  type Infer,
  map,
  object,
  pointer,
  present,
  quantity,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';
import { condition } from '../../pod-template/condition.ts';
import {
  deviceToleration,
  opaqueDeviceConfiguration,
  resourceClaimSpec,
} from '../../pod-template/device-claim.ts';
import { nodeSelector } from '../../pod-template/selector.ts';

export const deviceRequestAllocationResult = object(
  'io.k8s.api.resource.v1.DeviceRequestAllocationResult',
  {
    request: required(string()),
    driver: required(string()),
    pool: required(string()),
    device: required(string()),
    adminAccess: pointer(boolean()),
    tolerations: array(deviceToleration, { list: 'atomic' }),
    bindingConditions: array(string(), { list: 'atomic' }),
    bindingFailureConditions: array(string(), { list: 'atomic' }),
    shareID: pointer(string()),
    consumedCapacity: map(quantity()),
  },
);
export type DeviceRequestAllocationResult = Infer<typeof deviceRequestAllocationResult>;

export const deviceAllocationConfiguration = object(
  'io.k8s.api.resource.v1.DeviceAllocationConfiguration',
  {
    source: required(string()),
    requests: array(string(), { list: 'atomic' }),
    opaque: opaqueDeviceConfiguration,
  },
);
export type DeviceAllocationConfiguration = Infer<typeof deviceAllocationConfiguration>;

export const deviceAllocationResult = object('io.k8s.api.resource.v1.DeviceAllocationResult', {
  results: array(deviceRequestAllocationResult, { list: 'atomic' }),
  config: array(deviceAllocationConfiguration, { list: 'atomic' }),
});
export type DeviceAllocationResult = Infer<typeof deviceAllocationResult>;

export const allocationResult = object('io.k8s.api.resource.v1.AllocationResult', {
  devices: present(deviceAllocationResult),
  nodeSelector: nodeSelector,
  allocationTimestamp: time(),
});
export type AllocationResult = Infer<typeof allocationResult>;

export const resourceClaimConsumerReference = object(
  'io.k8s.api.resource.v1.ResourceClaimConsumerReference',
  {
    apiGroup: string(),
    resource: required(string()),
    name: required(string()),
    uid: required(string()),
  },
);
export type ResourceClaimConsumerReference = Infer<typeof resourceClaimConsumerReference>;

export const networkDeviceData = object('io.k8s.api.resource.v1.NetworkDeviceData', {
  interfaceName: string(),
  ips: array(string(), { list: 'atomic' }),
  hardwareAddress: string(),
});
export type NetworkDeviceData = Infer<typeof networkDeviceData>;

export const allocatedDeviceStatus = object('io.k8s.api.resource.v1.AllocatedDeviceStatus', {
  driver: required(string()),
  pool: required(string()),
  device: required(string()),
  shareID: pointer(string()),
  conditions: array(condition, { list: 'map', mapKeys: ['type'] }),
  data: any(),
  networkData: networkDeviceData,
});
export type AllocatedDeviceStatus = Infer<typeof allocatedDeviceStatus>;

export const resourceClaimStatus = object('io.k8s.api.resource.v1.ResourceClaimStatus', {
  allocation: allocationResult,
  reservedFor: array(resourceClaimConsumerReference, {
    patch: 'merge',
    mergeKey: 'uid',
    list: 'map',
    mapKeys: ['uid'],
  }),
  devices: array(allocatedDeviceStatus, {
    list: 'map',
    mapKeys: ['driver', 'device', 'pool', 'shareID'],
  }),
});
export type ResourceClaimStatus = Infer<typeof resourceClaimStatus>;

export const resourceClaimSchema = object('io.k8s.api.resource.v1.ResourceClaim', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: required(resourceClaimSpec),
  status: present(resourceClaimStatus),
});
export type ResourceClaim = Infer<typeof resourceClaimSchema>;
