import { objectMeta } from '../../../apimachinery/meta.ts';
import { type Infer, object, present, string, time } from '../../../apimachinery/schema.ts';
import { persistentVolumeSpec } from '../../pod-template/persistent-volume-spec.ts';

export const persistentVolumeStatus = object('io.k8s.api.core.v1.PersistentVolumeStatus', {
  phase: present(string()),
  message: string(),
  reason: string(),
  lastPhaseTransitionTime: time(),
});
export type PersistentVolumeStatus = Infer<typeof persistentVolumeStatus>;

export const persistentVolumeSchema = object('io.k8s.api.core.v1.PersistentVolume', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(persistentVolumeSpec),
  status: present(persistentVolumeStatus),
});
export type PersistentVolume = Infer<typeof persistentVolumeSchema>;
