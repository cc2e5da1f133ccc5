import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  boolean,
  type Infer,
  object,
  pointer,
  present,
  string,
} from '../../../apimachinery/schema.ts';
import { localObjectReference, objectReference } from '../../pod-template/reference.ts';

export const serviceAccountSchema = object('io.k8s.api.core.v1.ServiceAccount', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  secrets: array(objectReference, {
    patch: 'merge',
    mergeKey: 'name',
    list: 'map',
    mapKeys: ['name'],
  }),
  imagePullSecrets: array(localObjectReference, { list: 'atomic' }),
  automountServiceAccountToken: pointer(boolean()),
});
export type ServiceAccount = Infer<typeof serviceAccountSchema>;
