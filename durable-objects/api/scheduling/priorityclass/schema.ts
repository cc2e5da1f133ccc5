import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  boolean,
  type Infer,
  int32,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';

export const priorityClassSchema = object('io.k8s.api.scheduling.v1.PriorityClass', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  value: required(int32()),
  globalDefault: boolean(),
  description: string(),
  preemptionPolicy: present(pointer(string())),
});
export type PriorityClass = Infer<typeof priorityClassSchema>;
