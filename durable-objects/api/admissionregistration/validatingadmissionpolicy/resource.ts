import { defineResource } from '../../../apimachinery/resource.ts';
import { admissionGroup } from '../match-resources.ts';
import { type ValidatingAdmissionPolicy, validatingAdmissionPolicySchema } from './schema.ts';
import { validatingAdmissionPolicyStrategy } from './strategy.ts';
import { validatingAdmissionPolicyTable } from './table.ts';

/** Handle of ValidatingAdmissionPolicy: expressions that objects have to satisfy. */
export const validatingAdmissionPolicies = defineResource<ValidatingAdmissionPolicy>({
  group: admissionGroup,
  version: 'v1',
  kind: 'ValidatingAdmissionPolicy',
  plural: 'validatingadmissionpolicies',
  categories: ['api-extensions'],
  namespaced: false,
  schema: validatingAdmissionPolicySchema,
  strategy: validatingAdmissionPolicyStrategy,
  table: validatingAdmissionPolicyTable,
  subresources: { status: true },
});
