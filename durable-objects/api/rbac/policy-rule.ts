import { array, type Infer, object, required, string } from '../../apimachinery/schema.ts';

const atomic = { list: 'atomic' } as const;

/** What may be done to what: of resources, or of paths that are none. */
export const policyRule = object('io.k8s.api.rbac.v1.PolicyRule', {
  verbs: required(array(string(), atomic)),
  apiGroups: array(string(), atomic),
  resources: array(string(), atomic),
  resourceNames: array(string(), atomic),
  nonResourceURLs: array(string(), atomic),
});
export type PolicyRule = Infer<typeof policyRule>;
