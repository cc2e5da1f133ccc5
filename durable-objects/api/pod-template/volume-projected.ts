import {
  array,
  boolean,
  type Infer,
  int32,
  int64,
  map,
  object,
  pointer,
  present,
  required,
  string,
} from '../../apimachinery/schema.ts';
import { objectFieldSelector, resourceFieldSelector } from './environment.ts';
import { labelSelector } from './label-selector.ts';

export const keyToPath = object('io.k8s.api.core.v1.KeyToPath', {
  key: required(string()),
  path: required(string()),
  mode: pointer(int32()),
});
export type KeyToPath = Infer<typeof keyToPath>;

export const secretVolumeSource = object('io.k8s.api.core.v1.SecretVolumeSource', {
  secretName: string(),
  items: array(keyToPath, { list: 'atomic' }),
  defaultMode: present(pointer(int32())),
  optional: pointer(boolean()),
});
export type SecretVolumeSource = Infer<typeof secretVolumeSource>;

export const configMapVolumeSource = object('io.k8s.api.core.v1.ConfigMapVolumeSource', {
  name: present(string()),
  items: array(keyToPath, { list: 'atomic' }),
  defaultMode: present(pointer(int32())),
  optional: pointer(boolean()),
});
export type ConfigMapVolumeSource = Infer<typeof configMapVolumeSource>;

export const downwardAPIVolumeFile = object('io.k8s.api.core.v1.DownwardAPIVolumeFile', {
  path: required(string()),
  fieldRef: objectFieldSelector,
  resourceFieldRef: resourceFieldSelector,
  mode: pointer(int32()),
});
export type DownwardAPIVolumeFile = Infer<typeof downwardAPIVolumeFile>;

export const downwardAPIVolumeSource = object('io.k8s.api.core.v1.DownwardAPIVolumeSource', {
  items: array(downwardAPIVolumeFile, { list: 'atomic' }),
  defaultMode: present(pointer(int32())),
});
export type DownwardAPIVolumeSource = Infer<typeof downwardAPIVolumeSource>;

export const secretProjection = object('io.k8s.api.core.v1.SecretProjection', {
  name: present(string()),
  items: array(keyToPath, { list: 'atomic' }),
  optional: pointer(boolean()),
});
export type SecretProjection = Infer<typeof secretProjection>;

export const configMapProjection = object('io.k8s.api.core.v1.ConfigMapProjection', {
  name: present(string()),
  items: array(keyToPath, { list: 'atomic' }),
  optional: pointer(boolean()),
});
export type ConfigMapProjection = Infer<typeof configMapProjection>;

export const downwardAPIProjection = object('io.k8s.api.core.v1.DownwardAPIProjection', {
  items: array(downwardAPIVolumeFile, { list: 'atomic' }),
});
export type DownwardAPIProjection = Infer<typeof downwardAPIProjection>;

export const serviceAccountTokenProjection = object(
  'io.k8s.api.core.v1.ServiceAccountTokenProjection',
  {
    audience: string(),
    expirationSeconds: present(pointer(int64())),
    path: required(string()),
  },
);
export type ServiceAccountTokenProjection = Infer<typeof serviceAccountTokenProjection>;

export const clusterTrustBundleProjection = object(
  'io.k8s.api.core.v1.ClusterTrustBundleProjection',
  {
    name: pointer(string()),
    signerName: pointer(string()),
    labelSelector: labelSelector,
    optional: pointer(boolean()),
    path: required(string()),
  },
);
export type ClusterTrustBundleProjection = Infer<typeof clusterTrustBundleProjection>;

export const podCertificateProjection = object('io.k8s.api.core.v1.PodCertificateProjection', {
  signerName: required(string()),
  keyType: required(string()),
  maxExpirationSeconds: pointer(int32()),
  credentialBundlePath: string(),
  keyPath: string(),
  certificateChainPath: string(),
  userAnnotations: map(string()),
});
export type PodCertificateProjection = Infer<typeof podCertificateProjection>;

export const volumeProjection = object('io.k8s.api.core.v1.VolumeProjection', {
  secret: secretProjection,
  downwardAPI: downwardAPIProjection,
  configMap: configMapProjection,
  serviceAccountToken: serviceAccountTokenProjection,
  clusterTrustBundle: clusterTrustBundleProjection,
  podCertificate: podCertificateProjection,
});
export type VolumeProjection = Infer<typeof volumeProjection>;

export const projectedVolumeSource = object('io.k8s.api.core.v1.ProjectedVolumeSource', {
  sources: array(volumeProjection, { list: 'atomic' }),
  defaultMode: present(pointer(int32())),
});
export type ProjectedVolumeSource = Infer<typeof projectedVolumeSource>;
