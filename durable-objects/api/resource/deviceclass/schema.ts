import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { deviceSelector, opaqueDeviceConfiguration } from '../../pod-template/device-claim.ts';

export const deviceClassConfiguration = object('io.k8s.api.resource.v1.DeviceClassConfiguration', {
  opaque: opaqueDeviceConfiguration,
});
export type DeviceClassConfiguration = Infer<typeof deviceClassConfiguration>;

export const deviceClassSpec = object('io.k8s.api.resource.v1.DeviceClassSpec', {
  selectors: array(deviceSelector, { list: 'atomic' }),
  config: array(deviceClassConfiguration, { list: 'atomic' }),
  extendedResourceName: pointer(string()),
});
export type DeviceClassSpec = Infer<typeof deviceClassSpec>;

export const deviceClassSchema = object('io.k8s.api.resource.v1.DeviceClass', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: required(deviceClassSpec),
});
export type DeviceClass = Infer<typeof deviceClassSchema>;
