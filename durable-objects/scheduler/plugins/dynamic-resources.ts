import { resourceClaims } from '../../api/index.ts';
import type { Plugin } from '../framework.ts';

/** Devices are not given away here: a pod that asks for them finds no node. */
export const dynamicResources: Plugin = {
  name: 'DynamicResources',
  preFilter({ pod }, read) {
    const namespace = pod.metadata.namespace ?? '';
    for (const { name, resourceClaimName } of pod.spec.resourceClaims ?? []) {
      if (resourceClaimName === undefined) {
        return { reason: `pod claim ${name}: its resource claim has not been created yet` };
      }
      if (read.get(resourceClaims, { namespace, name: resourceClaimName })) continue;
      return { reason: `resourceclaim.resource.k8s.io "${resourceClaimName}" not found` };
    }
    return undefined;
  },
  filter: ({ pod }) =>
    (pod.spec.resourceClaims ?? []).length === 0
      ? []
      : [{ text: 'cannot allocate all claims', unresolvable: true }],
};
