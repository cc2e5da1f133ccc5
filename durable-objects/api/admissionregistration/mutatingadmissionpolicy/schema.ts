import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  object,
  pointer,
  present,
  required,
  string,
} from '../../../apimachinery/schema.ts';
import { matchResources } from '../match-resources.ts';
import { matchConditions, paramKind, variable } from '../policy-parts.ts';

const package_ = 'io.k8s.api.admissionregistration.v1';

const applyConfiguration = object(`${package_}.ApplyConfiguration`, { expression: string() });
const jsonPatch = object(`${package_}.JSONPatch`, { expression: string() });

const mutation = object(`${package_}.Mutation`, {
  patchType: required(string()),
  applyConfiguration,
  jsonPatch,
});
export type Mutation = Infer<typeof mutation>;

const mutatingAdmissionPolicySpec = object(`${package_}.MutatingAdmissionPolicySpec`, {
  paramKind,
  matchConstraints: matchResources,
  variables: array(variable, { list: 'atomic' }),
  mutations: array(mutation, { list: 'atomic' }),
  failurePolicy: present(pointer(string())),
  matchConditions,
  reinvocationPolicy: string(),
});
export type MutatingAdmissionPolicySpec = Infer<typeof mutatingAdmissionPolicySpec>;

export const mutatingAdmissionPolicySchema = object(`${package_}.MutatingAdmissionPolicy`, {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  spec: present(mutatingAdmissionPolicySpec),
});
export type MutatingAdmissionPolicy = Infer<typeof mutatingAdmissionPolicySchema>;
