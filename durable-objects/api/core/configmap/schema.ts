import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  boolean,
  bytes,
  type Infer,
  map,
  object,
  pointer,
  present,
  string,
} from '../../../apimachinery/schema.ts';

export const configMapSchema = object('io.k8s.api.core.v1.ConfigMap', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  immutable: pointer(boolean()),
  data: map(string()),
  binaryData: map(bytes()),
});
export type ConfigMap = Infer<typeof configMapSchema>;
