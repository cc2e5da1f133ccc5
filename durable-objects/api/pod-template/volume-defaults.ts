import type { PersistentVolumeClaimSpec } from './claim.ts';
import { defaultPullPolicy } from './image-reference.ts';
import type { Volume } from './volume.ts';
import type {
  AzureDiskVolumeSource,
  ISCSIVolumeSource,
  RBDVolumeSource,
  ScaleIOVolumeSource,
} from './volume-network.ts';
import type { DownwardAPIVolumeFile, ProjectedVolumeSource } from './volume-projected.ts';

/** Permissions of projected files when a manifest does not say: rw-r--r--. */
const fileMode = 0o644;

/** Defaults of a pod's volume; one without any source is an emptyDir. */
export function setVolumeDefaults(volume: Volume): void {
  if (!Object.entries(volume).some(([name, source]) => name !== 'name' && source !== undefined))
    volume.emptyDir = {};
  if (volume.hostPath) volume.hostPath.type ??= '';
  if (volume.secret) volume.secret.defaultMode ??= fileMode;
  if (volume.configMap) {
    volume.configMap.name ??= '';
    volume.configMap.defaultMode ??= fileMode;
  }
  if (volume.downwardAPI) {
    volume.downwardAPI.defaultMode ??= fileMode;
    setFileDefaults(volume.downwardAPI.items);
  }
  if (volume.projected) setProjectedDefaults(volume.projected);
  if (volume.image) volume.image.pullPolicy ||= defaultPullPolicy(volume.image.reference ?? '');
  if (volume.ephemeral?.volumeClaimTemplate)
    setClaimSpecDefaults(volume.ephemeral.volumeClaimTemplate.spec);
  if (volume.iscsi) setISCSIDefaults(volume.iscsi);
  if (volume.rbd) setRBDDefaults(volume.rbd);
  if (volume.azureDisk) setAzureDiskDefaults(volume.azureDisk);
  if (volume.scaleIO) setScaleIODefaults(volume.scaleIO);
}

/** Defaults of a claim's spec, also inside templates. */
export function setClaimSpecDefaults(spec: PersistentVolumeClaimSpec): void {
  spec.volumeMode ||= 'Filesystem';
}

export function setISCSIDefaults(source: Pick<ISCSIVolumeSource, 'iscsiInterface'>): void {
  source.iscsiInterface ||= 'default';
}

export function setRBDDefaults(source: Pick<RBDVolumeSource, 'pool' | 'user' | 'keyring'>): void {
  source.pool ||= 'rbd';
  source.user ||= 'admin';
  source.keyring ||= '/etc/ceph/keyring';
}

export function setAzureDiskDefaults(source: AzureDiskVolumeSource): void {
  source.cachingMode ??= 'ReadWrite';
  source.kind ??= 'Shared';
  source.fsType ??= 'ext4';
  source.readOnly ??= false;
}

export function setScaleIODefaults(
  source: Pick<ScaleIOVolumeSource, 'storageMode' | 'fsType'>,
): void {
  source.storageMode ||= 'ThinProvisioned';
  source.fsType ||= 'xfs';
}

function setProjectedDefaults(source: ProjectedVolumeSource): void {
  source.defaultMode ??= fileMode;
  for (const { downwardAPI, serviceAccountToken } of source.sources ?? []) {
    setFileDefaults(downwardAPI?.items);
    if (serviceAccountToken) serviceAccountToken.expirationSeconds ??= 3_600;
  }
}

function setFileDefaults(files: readonly DownwardAPIVolumeFile[] | undefined): void {
  for (const file of files ?? []) {
    if (file.fieldRef) file.fieldRef.apiVersion ||= 'v1';
    if (file.resourceFieldRef) file.resourceFieldRef.divisor ||= '0';
  }
}
