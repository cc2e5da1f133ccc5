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

export const secretSchema = object('io.k8s.api.core.v1.Secret', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  immutable: pointer(boolean()),
  data: map(bytes()),
  stringData: map(string()),
  type: present(string()),
});
export type Secret = Infer<typeof secretSchema>;
