import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  int64,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { condition } from '../../pod-template/condition.ts';
import { matchResources } from '../match-resources.ts';
import { matchConditions, paramKind, variable } from '../policy-parts.ts';

const package_ = 'io.k8s.api.admissionregistration.v1';

const validation = object(`${package_}.Validation`, {
  expression: required(string()),
  message: string(),
  reason: pointer(string()),
  messageExpression: string(),
});
export type Validation = Infer<typeof validation>;

const auditAnnotation = object(`${package_}.AuditAnnotation`, {
  key: required(string()),
  valueExpression: required(string()),
});
export type AuditAnnotation = Infer<typeof auditAnnotation>;

const validatingAdmissionPolicySpec = object(`${package_}.ValidatingAdmissionPolicySpec`, {
  paramKind,
  matchConstraints: matchResources,
  validations: array(validation, { list: 'atomic' }),
  failurePolicy: present(pointer(string())),
  auditAnnotations: array(auditAnnotation, { list: 'atomic' }),
  matchConditions,
  variables: array(variable, {
    patch: 'merge',
    mergeKey: 'name',
    list: 'map',
    mapKeys: ['name'],
  }),
});
export type ValidatingAdmissionPolicySpec = Infer<typeof validatingAdmissionPolicySpec>;

const expressionWarning = object(`${package_}.ExpressionWarning`, {
  fieldRef: required(string()),
  warning: required(string()),
});
export type ExpressionWarning = Infer<typeof expressionWarning>;

const typeChecking = object(`${package_}.TypeChecking`, {
  expressionWarnings: array(expressionWarning, { list: 'atomic' }),
});

const validatingAdmissionPolicyStatus = object(`${package_}.ValidatingAdmissionPolicyStatus`, {
  observedGeneration: int64(),
  typeChecking,
  conditions: array(condition, { list: 'map', mapKeys: ['type'] }),
});

export const validatingAdmissionPolicySchema = object(`${package_}.ValidatingAdmissionPolicy`, {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(validatingAdmissionPolicySpec),
  status: present(validatingAdmissionPolicyStatus),
});
export type ValidatingAdmissionPolicy = Infer<typeof validatingAdmissionPolicySchema>;
