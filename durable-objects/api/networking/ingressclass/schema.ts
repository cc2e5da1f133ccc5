import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  type Infer,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';

export const ingressClassParametersReference = object(
  'io.k8s.api.networking.v1.IngressClassParametersReference',
  {
    apiGroup: pointer(string()),
    kind: required(string()),
    name: required(string()),
    scope: pointer(string()),
    namespace: pointer(string()),
  },
);
export type IngressClassParametersReference = Infer<typeof ingressClassParametersReference>;

export const ingressClassSpec = object('io.k8s.api.networking.v1.IngressClassSpec', {
  controller: string(),
  parameters: ingressClassParametersReference,
});
export type IngressClassSpec = Infer<typeof ingressClassSpec>;

export const ingressClassSchema = object('io.k8s.api.networking.v1.IngressClass', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(ingressClassSpec),
});
export type IngressClass = Infer<typeof ingressClassSchema>;
