import { objectMeta } from '../../../apimachinery/meta.ts';
import { array, type Infer, object, present, string } from '../../../apimachinery/schema.ts';
import { policyRule } from '../policy-rule.ts';

export const roleSchema = object('io.k8s.api.rbac.v1.Role', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  rules: present(array(policyRule, { list: 'atomic' })),
});
export type Role = Infer<typeof roleSchema>;
