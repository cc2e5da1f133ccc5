import {
  boolean,
  type Infer,
  object,
  pointer,
  present,
  quantity,
  required,
  string,
} from '../../apimachinery/schema.ts';

export const objectFieldSelector = object(
  'io.k8s.api.core.v1.ObjectFieldSelector',
  {
    apiVersion: present(string()),
    fieldPath: required(string()),
  },
  { atomic: true },
);
export type ObjectFieldSelector = Infer<typeof objectFieldSelector>;

export const resourceFieldSelector = object(
  'io.k8s.api.core.v1.ResourceFieldSelector',
  {
    containerName: string(),
    resource: required(string()),
    divisor: present(quantity()),
  },
  { atomic: true },
);
export type ResourceFieldSelector = Infer<typeof resourceFieldSelector>;

export const configMapKeySelector = object(
  'io.k8s.api.core.v1.ConfigMapKeySelector',
  {
    name: present(string()),
    key: required(string()),
    optional: pointer(boolean()),
  },
  { atomic: true },
);
export type ConfigMapKeySelector = Infer<typeof configMapKeySelector>;

export const secretKeySelector = object(
  'io.k8s.api.core.v1.SecretKeySelector',
  {
    name: present(string()),
    key: required(string()),
    optional: pointer(boolean()),
  },
  { atomic: true },
);
export type SecretKeySelector = Infer<typeof secretKeySelector>;

export const fileKeySelector = object(
  'io.k8s.api.core.v1.FileKeySelector',
  {
    volumeName: required(string()),
    path: required(string()),
    key: required(string()),
    optional: pointer(boolean()),
  },
  { atomic: true },
);
export type FileKeySelector = Infer<typeof fileKeySelector>;

export const envVarSource = object('io.k8s.api.core.v1.EnvVarSource', {
  fieldRef: objectFieldSelector,
  resourceFieldRef: resourceFieldSelector,
  configMapKeyRef: configMapKeySelector,
  secretKeyRef: secretKeySelector,
  fileKeyRef: fileKeySelector,
});
export type EnvVarSource = Infer<typeof envVarSource>;

export const envVar = object('io.k8s.api.core.v1.EnvVar', {
  name: required(string()),
  value: string(),
  valueFrom: envVarSource,
});
export type EnvVar = Infer<typeof envVar>;

export const configMapEnvSource = object('io.k8s.api.core.v1.ConfigMapEnvSource', {
  name: present(string()),
  optional: pointer(boolean()),
});
export type ConfigMapEnvSource = Infer<typeof configMapEnvSource>;

export const secretEnvSource = object('io.k8s.api.core.v1.SecretEnvSource', {
  name: present(string()),
  optional: pointer(boolean()),
});
export type SecretEnvSource = Infer<typeof secretEnvSource>;

export const envFromSource = object('io.k8s.api.core.v1.EnvFromSource', {
  prefix: string(),
  configMapRef: configMapEnvSource,
  secretRef: secretEnvSource,
});
export type EnvFromSource = Infer<typeof envFromSource>;
