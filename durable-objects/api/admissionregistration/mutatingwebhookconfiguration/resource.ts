import { defineResource } from '../../../apimachinery/resource.ts';
import { admissionGroup } from '../match-resources.ts';
import { webhookStrategy, webhookTable } from '../webhook-strategy.ts';
import { type MutatingWebhookConfiguration, mutatingWebhookConfigurationSchema } from './schema.ts';

/** Handle of MutatingWebhookConfiguration, of which none with webhooks can be made. */
export const mutatingWebhookConfigurations = defineResource<MutatingWebhookConfiguration>({
  group: admissionGroup,
  version: 'v1',
  kind: 'MutatingWebhookConfiguration',
  plural: 'mutatingwebhookconfigurations',
  categories: ['api-extensions'],
  namespaced: false,
  schema: mutatingWebhookConfigurationSchema,
  strategy: webhookStrategy,
  table: webhookTable,
});
