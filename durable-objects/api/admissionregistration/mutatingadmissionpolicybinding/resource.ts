import { defineResource } from '../../../apimachinery/resource.ts';
import { bindingTable } from '../binding-table.ts';
import { admissionGroup } from '../match-resources.ts';
import {
  type MutatingAdmissionPolicyBinding,
  mutatingAdmissionPolicyBindingSchema,
} from './schema.ts';
import { mutatingAdmissionPolicyBindingStrategy } from './strategy.ts';

/** Handle of MutatingAdmissionPolicyBinding: which requests a policy changes. */
export const mutatingAdmissionPolicyBindings = defineResource<MutatingAdmissionPolicyBinding>({
  group: admissionGroup,
  version: 'v1',
  kind: 'MutatingAdmissionPolicyBinding',
  plural: 'mutatingadmissionpolicybindings',
  categories: ['api-extensions'],
  namespaced: false,
  schema: mutatingAdmissionPolicyBindingSchema,
  strategy: mutatingAdmissionPolicyBindingStrategy,
  table: bindingTable,
});
