import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  int32,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { objectReference } from '../../pod-template/reference.ts';

export const endpointAddress = object(
  'io.k8s.api.core.v1.EndpointAddress',
  {
    ip: required(string()),
    hostname: string(),
    nodeName: pointer(string()),
    targetRef: objectReference,
  },
  { atomic: true },
);
export type EndpointAddress = Infer<typeof endpointAddress>;

export const endpointPort = object(
  'io.k8s.api.core.v1.EndpointPort',
  {
    name: string(),
    port: required(int32()),
    protocol: present(string()),
    appProtocol: pointer(string()),
  },
  { atomic: true },
);
export type EndpointPort = Infer<typeof endpointPort>;

export const endpointSubset = object('io.k8s.api.core.v1.EndpointSubset', {
  addresses: array(endpointAddress, { list: 'atomic' }),
  notReadyAddresses: array(endpointAddress, { list: 'atomic' }),
  ports: array(endpointPort, { list: 'atomic' }),
});
export type EndpointSubset = Infer<typeof endpointSubset>;

export const endpointsSchema = object('io.k8s.api.core.v1.Endpoints', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  subsets: array(endpointSubset, { list: 'atomic' }),
});
export type Endpoints = Infer<typeof endpointsSchema>;
