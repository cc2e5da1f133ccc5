import { defineResource } from '../../../apimachinery/resource.ts';
import { bindingTable } from '../binding-table.ts';
import { admissionGroup } from '../match-resources.ts';
import {
  type ValidatingAdmissionPolicyBinding,
  validatingAdmissionPolicyBindingSchema,
} from './schema.ts';
import { validatingAdmissionPolicyBindingStrategy } from './strategy.ts';

/** Handle of ValidatingAdmissionPolicyBinding: what a policy checks, and what becomes of failures. */
export const validatingAdmissionPolicyBindings = defineResource<ValidatingAdmissionPolicyBinding>({
  group: admissionGroup,
  version: 'v1',
  kind: 'ValidatingAdmissionPolicyBinding',
  plural: 'validatingadmissionpolicybindings',
  categories: ['api-extensions'],
  namespaced: false,
  schema: validatingAdmissionPolicyBindingSchema,
  strategy: validatingAdmissionPolicyBindingStrategy,
  table: bindingTable,
});
