import { objectMeta } from '../../../apimachinery/meta.ts';
import { type Infer, object, present, required, string } from '../../../apimachinery/schema.ts';
import { resourceClaimSpec } from '../../pod-template/device-claim.ts';
import { templateMeta } from '../../pod-template/template-meta.ts';

export const resourceClaimTemplateSpec = object(
  'io.k8s.api.resource.v1.ResourceClaimTemplateSpec',
  {
    metadata: present(templateMeta),
    spec: required(resourceClaimSpec),
  },
);
export type ResourceClaimTemplateSpec = Infer<typeof resourceClaimTemplateSpec>;

export const resourceClaimTemplateSchema = object('io.k8s.api.resource.v1.ResourceClaimTemplate', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: required(resourceClaimTemplateSpec),
});
export type ResourceClaimTemplate = Infer<typeof resourceClaimTemplateSchema>;
