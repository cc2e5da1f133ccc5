import {
  any,
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
} from '../../apimachinery/schema.ts';

/** What is asked of devices: ResourceClaims, their templates and DeviceClasses share it. */

export const celDeviceSelector = object('io.k8s.api.resource.v1.CELDeviceSelector', {
  expression: required(string()),
});
export type CELDeviceSelector = Infer<typeof celDeviceSelector>;

export const deviceSelector = object('io.k8s.api.resource.v1.DeviceSelector', {
  cel: celDeviceSelector,
});
export type DeviceSelector = Infer<typeof deviceSelector>;

export const deviceToleration = object('io.k8s.api.resource.v1.DeviceToleration', {
  key: string(),
  operator: string(),
  value: string(),
  effect: string(),
  tolerationSeconds: pointer(int64()),
});
export type DeviceToleration = Infer<typeof deviceToleration>;

export const capacityRequirements = object('io.k8s.api.resource.v1.CapacityRequirements', {
  requests: map(quantity()),
});
export type CapacityRequirements = Infer<typeof capacityRequirements>;

export const exactDeviceRequest = object('io.k8s.api.resource.v1.ExactDeviceRequest', {
  deviceClassName: required(string()),
  selectors: array(deviceSelector, { list: 'atomic' }),
  allocationMode: string(),
  count: int64(),
  adminAccess: pointer(boolean()),
  tolerations: array(deviceToleration, { list: 'atomic' }),
  capacity: capacityRequirements,
});
export type ExactDeviceRequest = Infer<typeof exactDeviceRequest>;

export const deviceSubRequest = object('io.k8s.api.resource.v1.DeviceSubRequest', {
  name: required(string()),
  deviceClassName: required(string()),
  selectors: array(deviceSelector, { list: 'atomic' }),
  allocationMode: string(),
  count: int64(),
  tolerations: array(deviceToleration, { list: 'atomic' }),
  capacity: capacityRequirements,
});
export type DeviceSubRequest = Infer<typeof deviceSubRequest>;

export const deviceRequest = object('io.k8s.api.resource.v1.DeviceRequest', {
  name: required(string()),
  exactly: exactDeviceRequest,
  firstAvailable: array(deviceSubRequest, { list: 'atomic' }),
});
export type DeviceRequest = Infer<typeof deviceRequest>;

export const deviceConstraint = object('io.k8s.api.resource.v1.DeviceConstraint', {
  requests: array(string(), { list: 'atomic' }),
  matchAttribute: pointer(string()),
  distinctAttribute: pointer(string()),
});
export type DeviceConstraint = Infer<typeof deviceConstraint>;

export const opaqueDeviceConfiguration = object(
  'io.k8s.api.resource.v1.OpaqueDeviceConfiguration',
  {
    driver: required(string()),
    parameters: required(any()),
  },
);
export type OpaqueDeviceConfiguration = Infer<typeof opaqueDeviceConfiguration>;

export const deviceClaimConfiguration = object('io.k8s.api.resource.v1.DeviceClaimConfiguration', {
  requests: array(string(), { list: 'atomic' }),
  opaque: opaqueDeviceConfiguration,
});
export type DeviceClaimConfiguration = Infer<typeof deviceClaimConfiguration>;

export const deviceClaim = object('io.k8s.api.resource.v1.DeviceClaim', {
  requests: array(deviceRequest, { list: 'atomic' }),
  constraints: array(deviceConstraint, { list: 'atomic' }),
  config: array(deviceClaimConfiguration, { list: 'atomic' }),
});
export type DeviceClaim = Infer<typeof deviceClaim>;

export const resourceClaimSpec = object('io.k8s.api.resource.v1.ResourceClaimSpec', {
  devices: present(deviceClaim),
});
export type ResourceClaimSpec = Infer<typeof resourceClaimSpec>;
