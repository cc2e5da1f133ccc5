import { defineResource } from '../../../apimachinery/resource.ts';
import { admissionGroup } from '../match-resources.ts';
import { webhookStrategy, webhookTable } from '../webhook-strategy.ts';
import {
  type ValidatingWebhookConfiguration,
  validatingWebhookConfigurationSchema,
} from './schema.ts';

/** Handle of ValidatingWebhookConfiguration, of which none with webhooks can be made. */
export const validatingWebhookConfigurations = defineResource<ValidatingWebhookConfiguration>({
  group: admissionGroup,
  version: 'v1',
  kind: 'ValidatingWebhookConfiguration',
  plural: 'validatingwebhookconfigurations',
  categories: ['api-extensions'],
  namespaced: false,
  schema: validatingWebhookConfigurationSchema,
  strategy: webhookStrategy,
  table: webhookTable,
});
