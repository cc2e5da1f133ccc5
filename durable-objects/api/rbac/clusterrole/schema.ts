import { objectMeta } from '../../../apimachinery/meta.ts';
import {
  array,
  type Infer,
  object,
  pointer,
  present,
  string,
} from '../../../apimachinery/schema.ts';
import { labelSelector } from '../../pod-template/label-selector.ts';
import { policyRule } from '../policy-rule.ts';

const aggregationRule = object('io.k8s.api.rbac.v1.AggregationRule', {
  clusterRoleSelectors: array(labelSelector, { list: 'atomic' }),
});

export const clusterRoleSchema = object('io.k8s.api.rbac.v1.ClusterRole', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: present(objectMeta),
  rules: present(array(policyRule, { list: 'atomic' })),
  aggregationRule: pointer(aggregationRule),
});
export type ClusterRole = Infer<typeof clusterRoleSchema>;
