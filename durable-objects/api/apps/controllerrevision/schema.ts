import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  any,
  type Infer,
  int64,
  object,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';

export const controllerRevisionSchema = object('io.k8s.api.apps.v1.ControllerRevision', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  data: any(),
  revision: required(int64()),
});
export type ControllerRevision = Infer<typeof controllerRevisionSchema>;
