import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  boolean,
  type Infer,
  int32,
  map,
  object,
  pointer,
  present,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';
import { persistentVolumeSpec } from '../../pod-template/persistent-volume-spec.ts';

export const volumeAttachmentSource = object('io.k8s.api.storage.v1.VolumeAttachmentSource', {
  persistentVolumeName: pointer(string()),
  inlineVolumeSpec: persistentVolumeSpec,
});
export type VolumeAttachmentSource = Infer<typeof volumeAttachmentSource>;

export const volumeAttachmentSpec = object('io.k8s.api.storage.v1.VolumeAttachmentSpec', {
  attacher: required(string()),
  source: required(volumeAttachmentSource),
  nodeName: required(string()),
});
export type VolumeAttachmentSpec = Infer<typeof volumeAttachmentSpec>;

export const volumeError = object('io.k8s.api.storage.v1.VolumeError', {
  time: time(),
  message: string(),
  errorCode: pointer(int32()),
});
export type VolumeError = Infer<typeof volumeError>;

export const volumeAttachmentStatus = object('io.k8s.api.storage.v1.VolumeAttachmentStatus', {
  attached: required(boolean()),
  attachmentMetadata: map(string()),
  attachError: volumeError,
  detachError: volumeError,
});
export type VolumeAttachmentStatus = Infer<typeof volumeAttachmentStatus>;

export const volumeAttachmentSchema = object('io.k8s.api.storage.v1.VolumeAttachment', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: required(volumeAttachmentSpec),
  status: present(volumeAttachmentStatus),
});
export type VolumeAttachment = Infer<typeof volumeAttachmentSchema>;
