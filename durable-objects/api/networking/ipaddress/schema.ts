import { objectMeta } from '../../../apimachinery/meta.ts';
import { type Infer, object, present, required, string } from '../../../apimachinery/schema.ts';

export const parentReference = object('io.k8s.api.networking.v1.ParentReference', {
  group: string(),
  resource: required(string()),
  namespace: string(),
  name: required(string()),
});
export type ParentReference = Infer<typeof parentReference>;

export const ipAddressSpec = object('io.k8s.api.networking.v1.IPAddressSpec', {
  parentRef: parentReference,
});
export type IPAddressSpec = Infer<typeof ipAddressSpec>;

export const ipAddressSchema = object('io.k8s.api.networking.v1.IPAddress', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(ipAddressSpec),
});
export type IPAddress = Infer<typeof ipAddressSchema>;
