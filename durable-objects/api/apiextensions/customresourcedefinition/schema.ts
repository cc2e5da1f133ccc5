import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  always,
  array,
  boolean,
  bytes,
  type Infer,
  int32,
  int64,
  object,
  pointer,
  present,
  required,
  string,
  timeOrNull,
} from '../../../apimachinery/schema.ts';
import { jsonSchemaProps } from '../../../structural/json-schema-props.ts';

const package_ = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';

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

const webhookConversion = object(`${package_}.WebhookConversion`, {
  clientConfig: webhookClientConfig,
  conversionReviewVersions: required(array(string(), { list: 'atomic' })),
});

const customResourceConversion = object(`${package_}.CustomResourceConversion`, {
  strategy: required(string()),
  webhook: webhookConversion,
});
export type CustomResourceConversion = Infer<typeof customResourceConversion>;

const customResourceDefinitionNames = object(`${package_}.CustomResourceDefinitionNames`, {
  plural: required(string()),
  singular: string(),
  shortNames: array(string(), { list: 'atomic' }),
  kind: required(string()),
  listKind: string(),
  categories: array(string(), { list: 'atomic' }),
});
export type CustomResourceDefinitionNames = Infer<typeof customResourceDefinitionNames>;

const customResourceValidation = object(`${package_}.CustomResourceValidation`, {
  openAPIV3Schema: jsonSchemaProps,
});

const customResourceSubresourceScale = object(`${package_}.CustomResourceSubresourceScale`, {
  specReplicasPath: required(string()),
  statusReplicasPath: required(string()),
  labelSelectorPath: pointer(string()),
});
export type CustomResourceSubresourceScale = Infer<typeof customResourceSubresourceScale>;

const customResourceSubresources = object(`${package_}.CustomResourceSubresources`, {
  status: object(`${package_}.CustomResourceSubresourceStatus`, {}),
  scale: customResourceSubresourceScale,
});
export type CustomResourceSubresources = Infer<typeof customResourceSubresources>;

const customResourceColumnDefinition = object(`${package_}.CustomResourceColumnDefinition`, {
  name: required(string()),
  type: required(string()),
  format: string(),
  description: string(),
  priority: int32(),
  jsonPath: required(string()),
});
export type CustomResourceColumnDefinition = Infer<typeof customResourceColumnDefinition>;

const selectableField = object(`${package_}.SelectableField`, {
  jsonPath: required(string()),
});

const customResourceDefinitionVersion = object(`${package_}.CustomResourceDefinitionVersion`, {
  name: required(string()),
  served: required(boolean()),
  storage: required(boolean()),
  deprecated: boolean(),
  deprecationWarning: pointer(string()),
  schema: customResourceValidation,
  subresources: customResourceSubresources,
  additionalPrinterColumns: array(customResourceColumnDefinition, { list: 'atomic' }),
  selectableFields: array(selectableField, { list: 'atomic' }),
});
export type CustomResourceDefinitionVersion = Infer<typeof customResourceDefinitionVersion>;

const customResourceDefinitionSpec = object(`${package_}.CustomResourceDefinitionSpec`, {
  group: required(string()),
  names: required(customResourceDefinitionNames),
  scope: required(string()),
  versions: required(array(customResourceDefinitionVersion, { list: 'atomic' })),
  conversion: customResourceConversion,
  preserveUnknownFields: boolean(),
});
export type CustomResourceDefinitionSpec = Infer<typeof customResourceDefinitionSpec>;

const customResourceDefinitionCondition = object(`${package_}.CustomResourceDefinitionCondition`, {
  type: required(string()),
  status: required(string()),
  lastTransitionTime: timeOrNull(),
  reason: string(),
  message: string(),
  observedGeneration: int64(),
});
export type CustomResourceDefinitionCondition = Infer<typeof customResourceDefinitionCondition>;

const customResourceDefinitionStatus = object(`${package_}.CustomResourceDefinitionStatus`, {
  conditions: always(array(customResourceDefinitionCondition, { list: 'map', mapKeys: ['type'] })),
  acceptedNames: present(customResourceDefinitionNames),
  storedVersions: always(array(string(), { list: 'atomic' })),
  observedGeneration: int64(),
});
export type CustomResourceDefinitionStatus = Infer<typeof customResourceDefinitionStatus>;

export const customResourceDefinitionSchema = object(`${package_}.CustomResourceDefinition`, {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: required(customResourceDefinitionSpec),
  status: present(customResourceDefinitionStatus),
});
export type CustomResourceDefinition = Infer<typeof customResourceDefinitionSchema>;
