import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  boolean,
  type Infer,
  int32,
  intOrString,
  map,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { condition } from '../../pod-template/condition.ts';

export const servicePort = object('io.k8s.api.core.v1.ServicePort', {
  name: string(),
  protocol: present(string()),
  appProtocol: pointer(string()),
  port: required(int32()),
  targetPort: present(intOrString()),
  nodePort: int32(),
});
export type ServicePort = Infer<typeof servicePort>;

export const clientIPConfig = object('io.k8s.api.core.v1.ClientIPConfig', {
  timeoutSeconds: pointer(int32()),
});
export type ClientIPConfig = Infer<typeof clientIPConfig>;

export const sessionAffinityConfig = object('io.k8s.api.core.v1.SessionAffinityConfig', {
  clientIP: clientIPConfig,
});
export type SessionAffinityConfig = Infer<typeof sessionAffinityConfig>;

export const serviceSpec = object('io.k8s.api.core.v1.ServiceSpec', {
  ports: array(servicePort, {
    patch: 'merge',
    mergeKey: 'port',
    list: 'map',
    mapKeys: ['port', 'protocol'],
    keyDefaults: { protocol: 'TCP' },
  }),
  selector: map(string(), { atomic: true }),
  clusterIP: string(),
  clusterIPs: array(string(), { list: 'atomic' }),
  type: present(string()),
  externalIPs: array(string(), { list: 'atomic' }),
  sessionAffinity: present(string()),
  loadBalancerIP: string(),
  loadBalancerSourceRanges: array(string(), { list: 'atomic' }),
  externalName: string(),
  externalTrafficPolicy: string(),
  healthCheckNodePort: int32(),
  publishNotReadyAddresses: boolean(),
  sessionAffinityConfig: sessionAffinityConfig,
  ipFamilies: array(string(), { list: 'atomic' }),
  ipFamilyPolicy: pointer(string()),
  allocateLoadBalancerNodePorts: pointer(boolean()),
  loadBalancerClass: pointer(string()),
  internalTrafficPolicy: pointer(string()),
  trafficDistribution: pointer(string()),
});
export type ServiceSpec = Infer<typeof serviceSpec>;

export const portStatus = object('io.k8s.api.core.v1.PortStatus', {
  port: required(int32()),
  protocol: required(string()),
  error: pointer(string()),
});
export type PortStatus = Infer<typeof portStatus>;

export const loadBalancerIngress = object('io.k8s.api.core.v1.LoadBalancerIngress', {
  ip: string(),
  hostname: string(),
  ipMode: pointer(string()),
  ports: array(portStatus, { list: 'atomic' }),
});
export type LoadBalancerIngress = Infer<typeof loadBalancerIngress>;

export const loadBalancerStatus = object('io.k8s.api.core.v1.LoadBalancerStatus', {
  ingress: array(loadBalancerIngress, { list: 'atomic' }),
});
export type LoadBalancerStatus = Infer<typeof loadBalancerStatus>;

export const serviceStatus = object('io.k8s.api.core.v1.ServiceStatus', {
  loadBalancer: present(loadBalancerStatus),
  conditions: array(condition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
});
export type ServiceStatus = Infer<typeof serviceStatus>;

export const serviceSchema = object('io.k8s.api.core.v1.Service', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(serviceSpec),
  status: present(serviceStatus),
});
export type Service = Infer<typeof serviceSchema>;
