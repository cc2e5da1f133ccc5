import { objectMeta } from '../../../apimachinery/meta.ts';
import { type Infer, object, present, string } from '../../../apimachinery/schema.ts';
import { mutatingWebhooks } from '../webhook.ts';

export const mutatingWebhookConfigurationSchema = object(
  'io.k8s.api.admissionregistration.v1.MutatingWebhookConfiguration',
  {
    apiVersion: present(string()),
    kind: present(string()),
    metadata: present(objectMeta),
    webhooks: mutatingWebhooks,
  },
);
export type MutatingWebhookConfiguration = Infer<typeof mutatingWebhookConfigurationSchema>;
