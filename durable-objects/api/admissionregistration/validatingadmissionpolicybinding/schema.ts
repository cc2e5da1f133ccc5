import { objectMeta } from '../../../apimachinery/meta.ts';
import { array, type Infer, object, present, string } from '../../../apimachinery/schema.ts';
import { matchResources } from '../match-resources.ts';
import { paramRef } from '../policy-parts.ts';

const package_ = 'io.k8s.api.admissionregistration.v1';

const validatingAdmissionPolicyBindingSpec = object(
  `${package_}.ValidatingAdmissionPolicyBindingSpec`,
  {
    policyName: string(),
    paramRef,
    matchResources,
    validationActions: array(string(), { list: 'set' }),
  },
);

export const validatingAdmissionPolicyBindingSchema = object(
  `${package_}.ValidatingAdmissionPolicyBinding`,
  {
    apiVersion: present(string()),
    kind: present(string()),
    metadata: present(objectMeta),
    spec: present(validatingAdmissionPolicyBindingSpec),
  },
);
export type ValidatingAdmissionPolicyBinding = Infer<typeof validatingAdmissionPolicyBindingSchema>;
