import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  object,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { roleRef, subject } from '../subject.ts';

export const clusterRoleBindingSchema = object('io.k8s.api.rbac.v1.ClusterRoleBinding', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  subjects: array(subject, { list: 'atomic' }),
  roleRef: required(roleRef),
});
export type ClusterRoleBinding = Infer<typeof clusterRoleBindingSchema>;
