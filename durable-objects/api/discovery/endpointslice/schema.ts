import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  boolean,
  type Infer,
  int32,
  map,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { objectReference } from '../../pod-template/reference.ts';

export const endpointConditions = object('io.k8s.api.discovery.v1.EndpointConditions', {
  ready: pointer(boolean()),
  serving: pointer(boolean()),
  terminating: pointer(boolean()),
});
export type EndpointConditions = Infer<typeof endpointConditions>;

export const forZone = object('io.k8s.api.discovery.v1.ForZone', {
  name: required(string()),
});
export type ForZone = Infer<typeof forZone>;

export const forNode = object('io.k8s.api.discovery.v1.ForNode', {
  name: required(string()),
});
export type ForNode = Infer<typeof forNode>;

export const endpointHints = object('io.k8s.api.discovery.v1.EndpointHints', {
  forZones: array(forZone, { list: 'atomic' }),
  forNodes: array(forNode, { list: 'atomic' }),
});
export type EndpointHints = Infer<typeof endpointHints>;

export const endpoint = object('io.k8s.api.discovery.v1.Endpoint', {
  addresses: required(array(string(), { list: 'set' })),
  conditions: present(endpointConditions),
  hostname: pointer(string()),
  targetRef: objectReference,
  deprecatedTopology: map(string()),
  nodeName: pointer(string()),
  zone: pointer(string()),
  hints: endpointHints,
});
export type Endpoint = Infer<typeof endpoint>;

export const endpointPort = object(
  'io.k8s.api.discovery.v1.EndpointPort',
  {
    name: present(pointer(string())),
    protocol: present(pointer(string())),
    port: pointer(int32()),
    appProtocol: pointer(string()),
  },
  { atomic: true },
);
export type EndpointPort = Infer<typeof endpointPort>;

export const endpointSliceSchema = object('io.k8s.api.discovery.v1.EndpointSlice', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  addressType: required(string()),
  endpoints: array(endpoint, { list: 'atomic' }),
  ports: array(endpointPort, { list: 'atomic' }),
});
export type EndpointSlice = Infer<typeof endpointSliceSchema>;
