import { defineResource } from '../../../apimachinery/resource.ts';
import { describeNetworkPolicy } from './describe.ts';
import { type NetworkPolicy, networkPolicySchema } from './schema.ts';
import { networkPolicyStrategy } from './strategy.ts';
import { networkPolicyTable } from './table.ts';

/** Handle of NetworkPolicy: `read.get(networkPolicies, key)` is `Frozen<NetworkPolicy> | undefined`. */
export const networkPolicies = defineResource<NetworkPolicy>({
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'NetworkPolicy',
  plural: 'networkpolicies',
  shortNames: ['netpol'],
  namespaced: true,
  schema: networkPolicySchema,
  strategy: networkPolicyStrategy,
  table: networkPolicyTable,
  describe: describeNetworkPolicy,
});
