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
} from '../../apimachinery/schema.ts';
import { localObjectReference } from './reference.ts';

export const awsElasticBlockStoreVolumeSource = object(
  'io.k8s.api.core.v1.AWSElasticBlockStoreVolumeSource',
  {
    volumeID: required(string()),
    fsType: string(),
    partition: int32(),
    readOnly: boolean(),
  },
);
export type AWSElasticBlockStoreVolumeSource = Infer<typeof awsElasticBlockStoreVolumeSource>;

export const azureDiskVolumeSource = object('io.k8s.api.core.v1.AzureDiskVolumeSource', {
  diskName: required(string()),
  diskURI: required(string()),
  cachingMode: present(pointer(string())),
  fsType: present(pointer(string())),
  readOnly: present(pointer(boolean())),
  kind: present(pointer(string())),
});
export type AzureDiskVolumeSource = Infer<typeof azureDiskVolumeSource>;

export const azureFileVolumeSource = object('io.k8s.api.core.v1.AzureFileVolumeSource', {
  secretName: required(string()),
  shareName: required(string()),
  readOnly: boolean(),
});
export type AzureFileVolumeSource = Infer<typeof azureFileVolumeSource>;

export const cephFSVolumeSource = object('io.k8s.api.core.v1.CephFSVolumeSource', {
  monitors: required(array(string(), { list: 'atomic' })),
  path: string(),
  user: string(),
  secretFile: string(),
  secretRef: localObjectReference,
  readOnly: boolean(),
});
export type CephFSVolumeSource = Infer<typeof cephFSVolumeSource>;

export const cinderVolumeSource = object('io.k8s.api.core.v1.CinderVolumeSource', {
  volumeID: required(string()),
  fsType: string(),
  readOnly: boolean(),
  secretRef: localObjectReference,
});
export type CinderVolumeSource = Infer<typeof cinderVolumeSource>;

export const fcVolumeSource = object('io.k8s.api.core.v1.FCVolumeSource', {
  targetWWNs: array(string(), { list: 'atomic' }),
  lun: pointer(int32()),
  fsType: string(),
  readOnly: boolean(),
  wwids: array(string(), { list: 'atomic' }),
});
export type FCVolumeSource = Infer<typeof fcVolumeSource>;

export const flexVolumeSource = object('io.k8s.api.core.v1.FlexVolumeSource', {
  driver: required(string()),
  fsType: string(),
  secretRef: localObjectReference,
  readOnly: boolean(),
  options: map(string()),
});
export type FlexVolumeSource = Infer<typeof flexVolumeSource>;

export const flockerVolumeSource = object('io.k8s.api.core.v1.FlockerVolumeSource', {
  datasetName: string(),
  datasetUUID: string(),
});
export type FlockerVolumeSource = Infer<typeof flockerVolumeSource>;

export const gcePersistentDiskVolumeSource = object(
  'io.k8s.api.core.v1.GCEPersistentDiskVolumeSource',
  {
    pdName: required(string()),
    fsType: string(),
    partition: int32(),
    readOnly: boolean(),
  },
);
export type GCEPersistentDiskVolumeSource = Infer<typeof gcePersistentDiskVolumeSource>;

export const glusterfsVolumeSource = object('io.k8s.api.core.v1.GlusterfsVolumeSource', {
  endpoints: required(string()),
  path: required(string()),
  readOnly: boolean(),
});
export type GlusterfsVolumeSource = Infer<typeof glusterfsVolumeSource>;

export const iscsiVolumeSource = object('io.k8s.api.core.v1.ISCSIVolumeSource', {
  targetPortal: required(string()),
  iqn: required(string()),
  lun: required(int32()),
  iscsiInterface: present(string()),
  fsType: string(),
  readOnly: boolean(),
  portals: array(string(), { list: 'atomic' }),
  chapAuthDiscovery: boolean(),
  chapAuthSession: boolean(),
  secretRef: localObjectReference,
  initiatorName: pointer(string()),
});
export type ISCSIVolumeSource = Infer<typeof iscsiVolumeSource>;

export const nfsVolumeSource = object('io.k8s.api.core.v1.NFSVolumeSource', {
  server: required(string()),
  path: required(string()),
  readOnly: boolean(),
});
export type NFSVolumeSource = Infer<typeof nfsVolumeSource>;

export const photonPersistentDiskVolumeSource = object(
  'io.k8s.api.core.v1.PhotonPersistentDiskVolumeSource',
  {
    pdID: required(string()),
    fsType: string(),
  },
);
export type PhotonPersistentDiskVolumeSource = Infer<typeof photonPersistentDiskVolumeSource>;

export const portworxVolumeSource = object('io.k8s.api.core.v1.PortworxVolumeSource', {
  volumeID: required(string()),
  fsType: string(),
  readOnly: boolean(),
});
export type PortworxVolumeSource = Infer<typeof portworxVolumeSource>;

export const quobyteVolumeSource = object('io.k8s.api.core.v1.QuobyteVolumeSource', {
  registry: required(string()),
  volume: required(string()),
  readOnly: boolean(),
  user: string(),
  group: string(),
  tenant: string(),
});
export type QuobyteVolumeSource = Infer<typeof quobyteVolumeSource>;

export const rbdVolumeSource = object('io.k8s.api.core.v1.RBDVolumeSource', {
  monitors: required(array(string(), { list: 'atomic' })),
  image: required(string()),
  fsType: string(),
  pool: present(string()),
  user: present(string()),
  keyring: present(string()),
  secretRef: localObjectReference,
  readOnly: boolean(),
});
export type RBDVolumeSource = Infer<typeof rbdVolumeSource>;

export const scaleIOVolumeSource = object('io.k8s.api.core.v1.ScaleIOVolumeSource', {
  gateway: required(string()),
  system: required(string()),
  secretRef: required(pointer(localObjectReference)),
  sslEnabled: boolean(),
  protectionDomain: string(),
  storagePool: string(),
  storageMode: present(string()),
  volumeName: string(),
  fsType: present(string()),
  readOnly: boolean(),
});
export type ScaleIOVolumeSource = Infer<typeof scaleIOVolumeSource>;

export const storageOSVolumeSource = object('io.k8s.api.core.v1.StorageOSVolumeSource', {
  volumeName: string(),
  volumeNamespace: string(),
  fsType: string(),
  readOnly: boolean(),
  secretRef: localObjectReference,
});
export type StorageOSVolumeSource = Infer<typeof storageOSVolumeSource>;

export const vsphereVirtualDiskVolumeSource = object(
  'io.k8s.api.core.v1.VsphereVirtualDiskVolumeSource',
  {
    volumePath: required(string()),
    fsType: string(),
    storagePolicyName: string(),
    storagePolicyID: string(),
  },
);
export type VsphereVirtualDiskVolumeSource = Infer<typeof vsphereVirtualDiskVolumeSource>;
