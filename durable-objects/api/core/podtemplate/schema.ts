import { objectMeta } from '../../../apimachinery/meta.ts';
import { type Infer, object, present, string } from '../../../apimachinery/schema.ts';
import { podTemplateSpec } from '../../pod-template/pod-spec.ts';

export const podTemplateSchema = object('io.k8s.api.core.v1.PodTemplate', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  template: present(podTemplateSpec),
});
export type PodTemplate = Infer<typeof podTemplateSchema>;
