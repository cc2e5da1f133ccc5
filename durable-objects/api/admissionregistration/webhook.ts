import {
  array,
  bytes,
  type Infer,
  int32,
  object,
  pointer,
  required,
  string,
} from '../../apimachinery/schema.ts';
import { labelSelector } from '../pod-template/label-selector.ts';
import { ruleWithOperations } from './match-resources.ts';
import { matchConditions } from './policy-parts.ts';

const package_ = 'io.k8s.api.admissionregistration.v1';

const serviceReference = object(`${package_}.ServiceReference`, {
  namespace: required(string()),
  name: required(string()),
  path: pointer(string()),
  port: pointer(int32()),
});

const webhookClientConfig = object(`${package_}.WebhookClientConfig`, {
  url: pointer(string()),
  service: serviceReference,
  caBundle: bytes(),
});

const webhookFields = {
  name: required(string()),
  clientConfig: required(webhookClientConfig),
  rules: array(ruleWithOperations, { list: 'atomic' }),
  failurePolicy: pointer(string()),
  matchPolicy: pointer(string()),
  namespaceSelector: labelSelector,
  objectSelector: labelSelector,
  sideEffects: required(pointer(string())),
  timeoutSeconds: pointer(int32()),
  admissionReviewVersions: required(array(string(), { list: 'atomic' })),
} as const;

const list = { patch: 'merge', mergeKey: 'name', list: 'map', mapKeys: ['name'] } as const;

export const validatingWebhooks = array(
  object(`${package_}.ValidatingWebhook`, { ...webhookFields, matchConditions }),
  list,
);

export const mutatingWebhooks = array(
  object(`${package_}.MutatingWebhook`, {
    ...webhookFields,
    reinvocationPolicy: pointer(string()),
    matchConditions,
  }),
  list,
);
export type Webhooks = Infer<typeof validatingWebhooks>;
