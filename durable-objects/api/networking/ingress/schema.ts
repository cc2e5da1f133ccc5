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
import { typedLocalObjectReference } from '../../pod-template/reference.ts';

export const serviceBackendPort = object(
  'io.k8s.api.networking.v1.ServiceBackendPort',
  {
    name: string(),
    number: int32(),
  },
  { atomic: true },
);
export type ServiceBackendPort = Infer<typeof serviceBackendPort>;

export const ingressServiceBackend = object('io.k8s.api.networking.v1.IngressServiceBackend', {
  name: required(string()),
  port: present(serviceBackendPort),
});
export type IngressServiceBackend = Infer<typeof ingressServiceBackend>;

export const ingressBackend = object('io.k8s.api.networking.v1.IngressBackend', {
  service: ingressServiceBackend,
  resource: typedLocalObjectReference,
});
export type IngressBackend = Infer<typeof ingressBackend>;

export const ingressTLS = object('io.k8s.api.networking.v1.IngressTLS', {
  hosts: array(string(), { list: 'atomic' }),
  secretName: string(),
});
export type IngressTLS = Infer<typeof ingressTLS>;

export const httpIngressPath = object('io.k8s.api.networking.v1.HTTPIngressPath', {
  path: string(),
  pathType: required(pointer(string())),
  backend: required(ingressBackend),
});
export type HTTPIngressPath = Infer<typeof httpIngressPath>;

export const httpIngressRuleValue = object('io.k8s.api.networking.v1.HTTPIngressRuleValue', {
  paths: required(array(httpIngressPath, { list: 'atomic' })),
});
export type HTTPIngressRuleValue = Infer<typeof httpIngressRuleValue>;

export const ingressRule = object('io.k8s.api.networking.v1.IngressRule', {
  host: string(),
  http: httpIngressRuleValue,
});
export type IngressRule = Infer<typeof ingressRule>;

export const ingressSpec = object('io.k8s.api.networking.v1.IngressSpec', {
  ingressClassName: pointer(string()),
  defaultBackend: ingressBackend,
  tls: array(ingressTLS, { list: 'atomic' }),
  rules: array(ingressRule, { list: 'atomic' }),
});
export type IngressSpec = Infer<typeof ingressSpec>;

export const ingressPortStatus = object('io.k8s.api.networking.v1.IngressPortStatus', {
  port: required(int32()),
  protocol: required(string()),
  error: pointer(string()),
});
export type IngressPortStatus = Infer<typeof ingressPortStatus>;

export const ingressLoadBalancerIngress = object(
  'io.k8s.api.networking.v1.IngressLoadBalancerIngress',
  {
    ip: string(),
    hostname: string(),
    ports: array(ingressPortStatus, { list: 'atomic' }),
  },
);
export type IngressLoadBalancerIngress = Infer<typeof ingressLoadBalancerIngress>;

export const ingressLoadBalancerStatus = object(
  'io.k8s.api.networking.v1.IngressLoadBalancerStatus',
  {
    ingress: array(ingressLoadBalancerIngress, { list: 'atomic' }),
  },
);
export type IngressLoadBalancerStatus = Infer<typeof ingressLoadBalancerStatus>;

export const ingressStatus = object('io.k8s.api.networking.v1.IngressStatus', {
  loadBalancer: present(ingressLoadBalancerStatus),
});
export type IngressStatus = Infer<typeof ingressStatus>;

export const ingressSchema = object('io.k8s.api.networking.v1.Ingress', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(ingressSpec),
  status: present(ingressStatus),
});
export type Ingress = Infer<typeof ingressSchema>;
