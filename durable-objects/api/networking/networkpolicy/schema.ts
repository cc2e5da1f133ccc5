import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  int32,
  intOrString,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { labelSelector } from '../../pod-template/label-selector.ts';

export const networkPolicyPort = object('io.k8s.api.networking.v1.NetworkPolicyPort', {
  protocol: pointer(string()),
  port: pointer(intOrString()),
  endPort: pointer(int32()),
});
export type NetworkPolicyPort = Infer<typeof networkPolicyPort>;

export const ipBlock = object('io.k8s.api.networking.v1.IPBlock', {
  cidr: required(string()),
  except: array(string(), { list: 'atomic' }),
});
export type IPBlock = Infer<typeof ipBlock>;

export const networkPolicyPeer = object('io.k8s.api.networking.v1.NetworkPolicyPeer', {
  podSelector: labelSelector,
  namespaceSelector: labelSelector,
  ipBlock: ipBlock,
});
export type NetworkPolicyPeer = Infer<typeof networkPolicyPeer>;

export const networkPolicyIngressRule = object(
  'io.k8s.api.networking.v1.NetworkPolicyIngressRule',
  {
    ports: array(networkPolicyPort, { list: 'atomic' }),
    from: array(networkPolicyPeer, { list: 'atomic' }),
  },
);
export type NetworkPolicyIngressRule = Infer<typeof networkPolicyIngressRule>;

export const networkPolicyEgressRule = object('io.k8s.api.networking.v1.NetworkPolicyEgressRule', {
  ports: array(networkPolicyPort, { list: 'atomic' }),
  to: array(networkPolicyPeer, { list: 'atomic' }),
});
export type NetworkPolicyEgressRule = Infer<typeof networkPolicyEgressRule>;

export const networkPolicySpec = object('io.k8s.api.networking.v1.NetworkPolicySpec', {
  podSelector: present(labelSelector),
  ingress: array(networkPolicyIngressRule, { list: 'atomic' }),
  egress: array(networkPolicyEgressRule, { list: 'atomic' }),
  policyTypes: array(string(), { list: 'atomic' }),
});
export type NetworkPolicySpec = Infer<typeof networkPolicySpec>;

export const networkPolicySchema = object('io.k8s.api.networking.v1.NetworkPolicy', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(networkPolicySpec),
});
export type NetworkPolicy = Infer<typeof networkPolicySchema>;
