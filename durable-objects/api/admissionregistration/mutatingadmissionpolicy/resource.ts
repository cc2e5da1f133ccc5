import { defineResource } from '../../../apimachinery/resource.ts';
import { admissionGroup } from '../match-resources.ts';
import { type MutatingAdmissionPolicy, mutatingAdmissionPolicySchema } from './schema.ts';
import { mutatingAdmissionPolicyStrategy } from './strategy.ts';
import { mutatingAdmissionPolicyTable } from './table.ts';

/** Handle of MutatingAdmissionPolicy: expressions that change objects before they are stored. */
export const mutatingAdmissionPolicies = defineResource<MutatingAdmissionPolicy>({
  group: admissionGroup,
  version: 'v1',
  kind: 'MutatingAdmissionPolicy',
  plural: 'mutatingadmissionpolicies',
  categories: ['api-extensions'],
  namespaced: false,
  schema: mutatingAdmissionPolicySchema,
  strategy: mutatingAdmissionPolicyStrategy,
  table: mutatingAdmissionPolicyTable,
});
