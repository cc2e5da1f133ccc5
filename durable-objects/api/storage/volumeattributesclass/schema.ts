import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  type Infer,
  map,
  object,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';

export const volumeAttributesClassSchema = object('io.k8s.api.storage.v1.VolumeAttributesClass', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  driverName: required(string()),
  parameters: map(string()),
});
export type VolumeAttributesClass = Infer<typeof volumeAttributesClassSchema>;
