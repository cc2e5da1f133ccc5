import { objectMeta } from '../../../apimachinery/meta.ts';
import { type Infer, object, present, string } from '../../../apimachinery/schema.ts';
import { matchResources } from '../match-resources.ts';
import { paramRef } from '../policy-parts.ts';

const package_ = 'io.k8s.api.admissionregistration.v1';

const mutatingAdmissionPolicyBindingSpec = object(
  `${package_}.MutatingAdmissionPolicyBindingSpec`,
  {
    policyName: string(),
    paramRef,
    matchResources,
  },
);

export const mutatingAdmissionPolicyBindingSchema = object(
  `${package_}.MutatingAdmissionPolicyBinding`,
  {
    apiVersion: present(string()),
    kind: present(string()),
    metadata: present(objectMeta),
    spec: present(mutatingAdmissionPolicyBindingSpec),
  },
);
export type MutatingAdmissionPolicyBinding = Infer<typeof mutatingAdmissionPolicyBindingSchema>;
