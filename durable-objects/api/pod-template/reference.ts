import { type Infer, object, pointer, required, string } from '../../apimachinery/schema.ts';

export const localObjectReference = object(
  'io.k8s.api.core.v1.LocalObjectReference',
  {
    name: string(),
  },
  { atomic: true },
);
export type LocalObjectReference = Infer<typeof localObjectReference>;

export const objectReference = object(
  'io.k8s.api.core.v1.ObjectReference',
  {
    kind: string(),
    namespace: string(),
    name: string(),
    uid: string(),
    apiVersion: string(),
    resourceVersion: string(),
    fieldPath: string(),
  },
  { atomic: true },
);
export type ObjectReference = Infer<typeof objectReference>;

export const typedLocalObjectReference = object(
  'io.k8s.api.core.v1.TypedLocalObjectReference',
  {
    apiGroup: pointer(string()),
    kind: required(string()),
    name: required(string()),
  },
  { atomic: true },
);
export type TypedLocalObjectReference = Infer<typeof typedLocalObjectReference>;

export const typedObjectReference = object('io.k8s.api.core.v1.TypedObjectReference', {
  apiGroup: pointer(string()),
  kind: required(string()),
  name: required(string()),
  namespace: pointer(string()),
});
export type TypedObjectReference = Infer<typeof typedObjectReference>;

export const secretReference = object(
  'io.k8s.api.core.v1.SecretReference',
  {
    name: string(),
    namespace: string(),
  },
  { atomic: true },
);
export type SecretReference = Infer<typeof secretReference>;
