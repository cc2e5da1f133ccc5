import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  map,
  object,
  present,
  quantity,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { toleration } from '../../pod-template/affinity.ts';

export const overhead = object('io.k8s.api.node.v1.Overhead', {
  podFixed: map(quantity()),
});
export type Overhead = Infer<typeof overhead>;

export const scheduling = object('io.k8s.api.node.v1.Scheduling', {
  nodeSelector: map(string(), { atomic: true }),
  tolerations: array(toleration, { list: 'atomic' }),
});
export type Scheduling = Infer<typeof scheduling>;

export const runtimeClassSchema = object('io.k8s.api.node.v1.RuntimeClass', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  handler: required(string()),
  overhead: overhead,
  scheduling: scheduling,
});
export type RuntimeClass = Infer<typeof runtimeClassSchema>;
