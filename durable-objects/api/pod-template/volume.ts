import {
  boolean,
  type Infer,
  map,
  object,
  pointer,
  present,
  quantity,
  required,
  string,
} from '../../apimachinery/schema.ts';
import { persistentVolumeClaimSpec } from './claim.ts';
import { localObjectReference } from './reference.ts';
import { templateMeta } from './template-meta.ts';
import {
  awsElasticBlockStoreVolumeSource,
  azureDiskVolumeSource,
  azureFileVolumeSource,
  cephFSVolumeSource,
  cinderVolumeSource,
  fcVolumeSource,
  flexVolumeSource,
  flockerVolumeSource,
  gcePersistentDiskVolumeSource,
  glusterfsVolumeSource,
  iscsiVolumeSource,
  nfsVolumeSource,
  photonPersistentDiskVolumeSource,
  portworxVolumeSource,
  quobyteVolumeSource,
  rbdVolumeSource,
  scaleIOVolumeSource,
  storageOSVolumeSource,
  vsphereVirtualDiskVolumeSource,
} from './volume-network.ts';
import {
  configMapVolumeSource,
  downwardAPIVolumeSource,
  projectedVolumeSource,
  secretVolumeSource,
} from './volume-projected.ts';

export const hostPathVolumeSource = object('io.k8s.api.core.v1.HostPathVolumeSource', {
  path: required(string()),
  type: present(pointer(string())),
});
export type HostPathVolumeSource = Infer<typeof hostPathVolumeSource>;

export const emptyDirVolumeSource = object('io.k8s.api.core.v1.EmptyDirVolumeSource', {
  medium: string(),
  sizeLimit: pointer(quantity()),
});
export type EmptyDirVolumeSource = Infer<typeof emptyDirVolumeSource>;

export const gitRepoVolumeSource = object('io.k8s.api.core.v1.GitRepoVolumeSource', {
  repository: required(string()),
  revision: string(),
  directory: string(),
});
export type GitRepoVolumeSource = Infer<typeof gitRepoVolumeSource>;

export const persistentVolumeClaimVolumeSource = object(
  'io.k8s.api.core.v1.PersistentVolumeClaimVolumeSource',
  {
    claimName: required(string()),
    readOnly: boolean(),
  },
);
export type PersistentVolumeClaimVolumeSource = Infer<typeof persistentVolumeClaimVolumeSource>;

export const csiVolumeSource = object('io.k8s.api.core.v1.CSIVolumeSource', {
  driver: required(string()),
  readOnly: pointer(boolean()),
  fsType: pointer(string()),
  volumeAttributes: map(string()),
  nodePublishSecretRef: localObjectReference,
});
export type CSIVolumeSource = Infer<typeof csiVolumeSource>;

export const persistentVolumeClaimTemplate = object(
  'io.k8s.api.core.v1.PersistentVolumeClaimTemplate',
  {
    metadata: present(templateMeta),
    spec: required(persistentVolumeClaimSpec),
  },
);
export type PersistentVolumeClaimTemplate = Infer<typeof persistentVolumeClaimTemplate>;

export const ephemeralVolumeSource = object('io.k8s.api.core.v1.EphemeralVolumeSource', {
  volumeClaimTemplate: persistentVolumeClaimTemplate,
});
export type EphemeralVolumeSource = Infer<typeof ephemeralVolumeSource>;

export const imageVolumeSource = object('io.k8s.api.core.v1.ImageVolumeSource', {
  reference: string(),
  pullPolicy: string(),
});
export type ImageVolumeSource = Infer<typeof imageVolumeSource>;

export const volume = object('io.k8s.api.core.v1.Volume', {
  name: required(string()),
  hostPath: hostPathVolumeSource,
  emptyDir: emptyDirVolumeSource,
  gcePersistentDisk: gcePersistentDiskVolumeSource,
  awsElasticBlockStore: awsElasticBlockStoreVolumeSource,
  gitRepo: gitRepoVolumeSource,
  secret: secretVolumeSource,
  nfs: nfsVolumeSource,
  iscsi: iscsiVolumeSource,
  glusterfs: glusterfsVolumeSource,
  persistentVolumeClaim: persistentVolumeClaimVolumeSource,
  rbd: rbdVolumeSource,
  flexVolume: flexVolumeSource,
  cinder: cinderVolumeSource,
  cephfs: cephFSVolumeSource,
  flocker: flockerVolumeSource,
  downwardAPI: downwardAPIVolumeSource,
  fc: fcVolumeSource,
  azureFile: azureFileVolumeSource,
  configMap: configMapVolumeSource,
  vsphereVolume: vsphereVirtualDiskVolumeSource,
  quobyte: quobyteVolumeSource,
  azureDisk: azureDiskVolumeSource,
  photonPersistentDisk: photonPersistentDiskVolumeSource,
  projected: projectedVolumeSource,
  portworxVolume: portworxVolumeSource,
  scaleIO: scaleIOVolumeSource,
  storageos: storageOSVolumeSource,
  csi: csiVolumeSource,
  ephemeral: ephemeralVolumeSource,
  image: imageVolumeSource,
});
export type Volume = Infer<typeof volume>;
