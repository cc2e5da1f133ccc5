import {
  array,
  boolean,
  type Infer,
  int32,
  map,
  object,
  pointer,
  present,
  quantity,
  required,
  string,
} from '../../apimachinery/schema.ts';
import { objectReference, secretReference } from './reference.ts';
import { nodeSelector } from './selector.ts';
import { hostPathVolumeSource } from './volume.ts';
import {
  awsElasticBlockStoreVolumeSource,
  azureDiskVolumeSource,
  fcVolumeSource,
  flockerVolumeSource,
  gcePersistentDiskVolumeSource,
  nfsVolumeSource,
  photonPersistentDiskVolumeSource,
  portworxVolumeSource,
  quobyteVolumeSource,
  vsphereVirtualDiskVolumeSource,
} from './volume-network.ts';

export const glusterfsPersistentVolumeSource = object(
  'io.k8s.api.core.v1.GlusterfsPersistentVolumeSource',
  {
    endpoints: required(string()),
    path: required(string()),
    readOnly: boolean(),
    endpointsNamespace: pointer(string()),
  },
);
export type GlusterfsPersistentVolumeSource = Infer<typeof glusterfsPersistentVolumeSource>;

export const rbdPersistentVolumeSource = object('io.k8s.api.core.v1.RBDPersistentVolumeSource', {
  monitors: required(array(string(), { list: 'atomic' })),
  image: required(string()),
  fsType: string(),
  pool: present(string()),
  user: present(string()),
  keyring: present(string()),
  secretRef: secretReference,
  readOnly: boolean(),
});
export type RBDPersistentVolumeSource = Infer<typeof rbdPersistentVolumeSource>;

export const iscsiPersistentVolumeSource = object(
  'io.k8s.api.core.v1.ISCSIPersistentVolumeSource',
  {
    targetPortal: required(string()),
    iqn: required(string()),
    lun: required(int32()),
    iscsiInterface: present(string()),
    fsType: string(),
    readOnly: boolean(),
    portals: array(string(), { list: 'atomic' }),
    chapAuthDiscovery: boolean(),
    chapAuthSession: boolean(),
    secretRef: secretReference,
    initiatorName: pointer(string()),
  },
);
export type ISCSIPersistentVolumeSource = Infer<typeof iscsiPersistentVolumeSource>;

export const cinderPersistentVolumeSource = object(
  'io.k8s.api.core.v1.CinderPersistentVolumeSource',
  {
    volumeID: required(string()),
    fsType: string(),
    readOnly: boolean(),
    secretRef: secretReference,
  },
);
export type CinderPersistentVolumeSource = Infer<typeof cinderPersistentVolumeSource>;

export const cephFSPersistentVolumeSource = object(
  'io.k8s.api.core.v1.CephFSPersistentVolumeSource',
  {
    monitors: required(array(string(), { list: 'atomic' })),
    path: string(),
    user: string(),
    secretFile: string(),
    secretRef: secretReference,
    readOnly: boolean(),
  },
);
export type CephFSPersistentVolumeSource = Infer<typeof cephFSPersistentVolumeSource>;

export const flexPersistentVolumeSource = object('io.k8s.api.core.v1.FlexPersistentVolumeSource', {
  driver: required(string()),
  fsType: string(),
  secretRef: secretReference,
  readOnly: boolean(),
  options: map(string()),
});
export type FlexPersistentVolumeSource = Infer<typeof flexPersistentVolumeSource>;

export const azureFilePersistentVolumeSource = object(
  'io.k8s.api.core.v1.AzureFilePersistentVolumeSource',
  {
    secretName: required(string()),
    shareName: required(string()),
    readOnly: boolean(),
    secretNamespace: pointer(string()),
  },
);
export type AzureFilePersistentVolumeSource = Infer<typeof azureFilePersistentVolumeSource>;

export const scaleIOPersistentVolumeSource = object(
  'io.k8s.api.core.v1.ScaleIOPersistentVolumeSource',
  {
    gateway: required(string()),
    system: required(string()),
    secretRef: required(pointer(secretReference)),
    sslEnabled: boolean(),
    protectionDomain: string(),
    storagePool: string(),
    storageMode: present(string()),
    volumeName: string(),
    fsType: present(string()),
    readOnly: boolean(),
  },
);
export type ScaleIOPersistentVolumeSource = Infer<typeof scaleIOPersistentVolumeSource>;

export const localVolumeSource = object('io.k8s.api.core.v1.LocalVolumeSource', {
  path: required(string()),
  fsType: pointer(string()),
});
export type LocalVolumeSource = Infer<typeof localVolumeSource>;

export const storageOSPersistentVolumeSource = object(
  'io.k8s.api.core.v1.StorageOSPersistentVolumeSource',
  {
    volumeName: string(),
    volumeNamespace: string(),
    fsType: string(),
    readOnly: boolean(),
    secretRef: objectReference,
  },
);
export type StorageOSPersistentVolumeSource = Infer<typeof storageOSPersistentVolumeSource>;

export const csiPersistentVolumeSource = object('io.k8s.api.core.v1.CSIPersistentVolumeSource', {
  driver: required(string()),
  volumeHandle: required(string()),
  readOnly: boolean(),
  fsType: string(),
  volumeAttributes: map(string()),
  controllerPublishSecretRef: secretReference,
  nodeStageSecretRef: secretReference,
  nodePublishSecretRef: secretReference,
  controllerExpandSecretRef: secretReference,
  nodeExpandSecretRef: secretReference,
});
export type CSIPersistentVolumeSource = Infer<typeof csiPersistentVolumeSource>;

export const volumeNodeAffinity = object('io.k8s.api.core.v1.VolumeNodeAffinity', {
  required: nodeSelector,
});
export type VolumeNodeAffinity = Infer<typeof volumeNodeAffinity>;

export const persistentVolumeSpec = object('io.k8s.api.core.v1.PersistentVolumeSpec', {
  capacity: present(map(quantity())),
  gcePersistentDisk: gcePersistentDiskVolumeSource,
  awsElasticBlockStore: awsElasticBlockStoreVolumeSource,
  hostPath: hostPathVolumeSource,
  glusterfs: glusterfsPersistentVolumeSource,
  nfs: nfsVolumeSource,
  rbd: rbdPersistentVolumeSource,
  iscsi: iscsiPersistentVolumeSource,
  cinder: cinderPersistentVolumeSource,
  cephfs: cephFSPersistentVolumeSource,
  fc: fcVolumeSource,
  flocker: flockerVolumeSource,
  flexVolume: flexPersistentVolumeSource,
  azureFile: azureFilePersistentVolumeSource,
  vsphereVolume: vsphereVirtualDiskVolumeSource,
  quobyte: quobyteVolumeSource,
  azureDisk: azureDiskVolumeSource,
  photonPersistentDisk: photonPersistentDiskVolumeSource,
  portworxVolume: portworxVolumeSource,
  scaleIO: scaleIOPersistentVolumeSource,
  local: localVolumeSource,
  storageos: storageOSPersistentVolumeSource,
  csi: csiPersistentVolumeSource,
  accessModes: present(array(string(), { list: 'atomic' })),
  claimRef: objectReference,
  persistentVolumeReclaimPolicy: present(string()),
  storageClassName: string(),
  mountOptions: array(string(), { list: 'atomic' }),
  volumeMode: present(pointer(string())),
  nodeAffinity: volumeNodeAffinity,
  volumeAttributesClassName: pointer(string()),
});
export type PersistentVolumeSpec = Infer<typeof persistentVolumeSpec>;
