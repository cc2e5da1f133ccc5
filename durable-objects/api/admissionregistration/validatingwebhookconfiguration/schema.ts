import { objectMeta } from '../../../apimachinery/meta.ts';
import { type Infer, object, present, string } from '../../../apimachinery/schema.ts';
import { validatingWebhooks } from '../webhook.ts';

export const validatingWebhookConfigurationSchema = object(
  'io.k8s.api.admissionregistration.v1.ValidatingWebhookConfiguration',
  {
    apiVersion: present(string()),
    kind: present(string()),
    metadata: present(objectMeta),
    webhooks: validatingWebhooks,
  },
);
export type ValidatingWebhookConfiguration = Infer<typeof validatingWebhookConfigurationSchema>;
