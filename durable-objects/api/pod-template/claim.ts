import { objectMeta } from '../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  map,
  object,
  pointer,
  present,
  quantity,
  required,
  string,
  timeOrNull,
} from '../../apimachinery/schema.ts';
import { labelSelector } from './label-selector.ts';
import { typedLocalObjectReference, typedObjectReference } from './reference.ts';
import { volumeResourceRequirements } from './resources.ts';
import { templateMeta } from './template-meta.ts';

export const persistentVolumeClaimSpec = object('io.k8s.api.core.v1.PersistentVolumeClaimSpec', {
  accessModes: present(array(string(), { list: 'atomic' })),
  selector: labelSelector,
  resources: present(volumeResourceRequirements),
  volumeName: string(),
  storageClassName: pointer(string()),
  volumeMode: present(pointer(string())),
  dataSource: typedLocalObjectReference,
  dataSourceRef: typedObjectReference,
  volumeAttributesClassName: pointer(string()),
});
export type PersistentVolumeClaimSpec = Infer<typeof persistentVolumeClaimSpec>;

export const persistentVolumeClaimCondition = object(
  'io.k8s.api.core.v1.PersistentVolumeClaimCondition',
  {
    type: required(string()),
    status: required(string()),
    lastProbeTime: timeOrNull(),
    lastTransitionTime: timeOrNull(),
    reason: string(),
    message: string(),
  },
);
export type PersistentVolumeClaimCondition = Infer<typeof persistentVolumeClaimCondition>;

export const modifyVolumeStatus = object('io.k8s.api.core.v1.ModifyVolumeStatus', {
  targetVolumeAttributesClassName: string(),
  status: required(string()),
});
export type ModifyVolumeStatus = Infer<typeof modifyVolumeStatus>;

export const persistentVolumeClaimStatus = object(
  'io.k8s.api.core.v1.PersistentVolumeClaimStatus',
  {
    phase: present(string()),
    accessModes: array(string(), { list: 'atomic' }),
    capacity: map(quantity()),
    conditions: array(persistentVolumeClaimCondition, {
      patch: 'merge',
      mergeKey: 'type',
      list: 'map',
      mapKeys: ['type'],
    }),
    allocatedResources: map(quantity()),
    allocatedResourceStatuses: map(string()),
    currentVolumeAttributesClassName: pointer(string()),
    modifyVolumeStatus: modifyVolumeStatus,
  },
);
export type PersistentVolumeClaimStatus = Infer<typeof persistentVolumeClaimStatus>;

export const persistentVolumeClaimSchema = object('io.k8s.api.core.v1.PersistentVolumeClaim', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(persistentVolumeClaimSpec),
  status: present(persistentVolumeClaimStatus),
});
export type PersistentVolumeClaim = Infer<typeof persistentVolumeClaimSchema>;

/** A claim inside a StatefulSet's spec: a PersistentVolumeClaim that is not an object of its own. */
export const volumeClaimTemplate = object(persistentVolumeClaimSchema.name, {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(templateMeta),
  spec: present(persistentVolumeClaimSpec),
  status: present(persistentVolumeClaimStatus),
});
export type VolumeClaimTemplate = Infer<typeof volumeClaimTemplate>;
