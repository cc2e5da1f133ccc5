import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  boolean,
  type Infer,
  map,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { topologySelectorTerm } from '../../pod-template/selector.ts';

export const storageClassSchema = object('io.k8s.api.storage.v1.StorageClass', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  provisioner: required(string()),
  parameters: map(string()),
  reclaimPolicy: present(pointer(string())),
  mountOptions: array(string(), { list: 'atomic' }),
  allowVolumeExpansion: pointer(boolean()),
  volumeBindingMode: present(pointer(string())),
  allowedTopologies: array(topologySelectorTerm, { list: 'atomic' }),
});
export type StorageClass = Infer<typeof storageClassSchema>;
