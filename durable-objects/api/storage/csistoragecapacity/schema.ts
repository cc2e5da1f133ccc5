import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  type Infer,
  object,
  present,
  quantity,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { labelSelector } from '../../pod-template/label-selector.ts';

export const csiStorageCapacitySchema = object('io.k8s.api.storage.v1.CSIStorageCapacity', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  nodeTopology: labelSelector,
  storageClassName: required(string()),
  capacity: quantity(),
  maximumVolumeSize: quantity(),
});
export type CSIStorageCapacity = Infer<typeof csiStorageCapacitySchema>;
