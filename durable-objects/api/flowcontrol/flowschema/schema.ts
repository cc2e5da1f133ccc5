import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  always,
  array,
  boolean,
  type Infer,
  int32,
  object,
  present,
  required,
  string,
  time,
} from '../../../apimachinery/schema.ts';

export const priorityLevelConfigurationReference = object(
  'io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationReference',
  {
    name: required(string()),
  },
);
export type PriorityLevelConfigurationReference = Infer<typeof priorityLevelConfigurationReference>;

export const flowDistinguisherMethod = object('io.k8s.api.flowcontrol.v1.FlowDistinguisherMethod', {
  type: required(string()),
});
export type FlowDistinguisherMethod = Infer<typeof flowDistinguisherMethod>;

export const userSubject = object('io.k8s.api.flowcontrol.v1.UserSubject', {
  name: required(string()),
});
export type UserSubject = Infer<typeof userSubject>;

export const groupSubject = object('io.k8s.api.flowcontrol.v1.GroupSubject', {
  name: required(string()),
});
export type GroupSubject = Infer<typeof groupSubject>;

export const serviceAccountSubject = object('io.k8s.api.flowcontrol.v1.ServiceAccountSubject', {
  namespace: required(string()),
  name: required(string()),
});
export type ServiceAccountSubject = Infer<typeof serviceAccountSubject>;

export const subject = object('io.k8s.api.flowcontrol.v1.Subject', {
  kind: required(string()),
  user: userSubject,
  group: groupSubject,
  serviceAccount: serviceAccountSubject,
});
export type Subject = Infer<typeof subject>;

export const resourcePolicyRule = object('io.k8s.api.flowcontrol.v1.ResourcePolicyRule', {
  verbs: required(array(string(), { list: 'set' })),
  apiGroups: required(array(string(), { list: 'set' })),
  resources: required(array(string(), { list: 'set' })),
  clusterScope: boolean(),
  namespaces: array(string(), { list: 'set' }),
});
export type ResourcePolicyRule = Infer<typeof resourcePolicyRule>;

export const nonResourcePolicyRule = object('io.k8s.api.flowcontrol.v1.NonResourcePolicyRule', {
  verbs: required(array(string(), { list: 'set' })),
  nonResourceURLs: required(array(string(), { list: 'set' })),
});
export type NonResourcePolicyRule = Infer<typeof nonResourcePolicyRule>;

export const policyRulesWithSubjects = object('io.k8s.api.flowcontrol.v1.PolicyRulesWithSubjects', {
  subjects: required(array(subject, { list: 'atomic' })),
  resourceRules: array(resourcePolicyRule, { list: 'atomic' }),
  nonResourceRules: array(nonResourcePolicyRule, { list: 'atomic' }),
});
export type PolicyRulesWithSubjects = Infer<typeof policyRulesWithSubjects>;

export const flowSchemaSpec = object('io.k8s.api.flowcontrol.v1.FlowSchemaSpec', {
  priorityLevelConfiguration: required(priorityLevelConfigurationReference),
  matchingPrecedence: always(int32()),
  distinguisherMethod: flowDistinguisherMethod,
  rules: array(policyRulesWithSubjects, { list: 'atomic' }),
});
export type FlowSchemaSpec = Infer<typeof flowSchemaSpec>;

export const flowSchemaCondition = object('io.k8s.api.flowcontrol.v1.FlowSchemaCondition', {
  type: string(),
  status: string(),
  lastTransitionTime: time(),
  reason: string(),
  message: string(),
});
export type FlowSchemaCondition = Infer<typeof flowSchemaCondition>;

export const flowSchemaStatus = object('io.k8s.api.flowcontrol.v1.FlowSchemaStatus', {
  conditions: array(flowSchemaCondition, {
    patch: 'merge',
    mergeKey: 'type',
    list: 'map',
    mapKeys: ['type'],
  }),
});
export type FlowSchemaStatus = Infer<typeof flowSchemaStatus>;

export const flowSchemaSchema = object('io.k8s.api.flowcontrol.v1.FlowSchema', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(flowSchemaSpec),
  status: present(flowSchemaStatus),
});
export type FlowSchema = Infer<typeof flowSchemaSchema>;
