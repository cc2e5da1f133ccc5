import { defineResource } from '../../../apimachinery/resource.ts';

import { type ResourceClaim, resourceClaimSchema } from './schema.ts';
import { resourceClaimStrategy } from './strategy.ts';
import { resourceClaimTable } from './table.ts';

/** Handle of ResourceClaim: `read.get(resourceClaims, key)` is `Frozen<ResourceClaim> | undefined`. */
export const resourceClaims = defineResource<ResourceClaim>({
  group: 'resource.k8s.io',
  version: 'v1',
  kind: 'ResourceClaim',
  plural: 'resourceclaims',
  namespaced: true,
  schema: resourceClaimSchema,
  strategy: resourceClaimStrategy,
  table: resourceClaimTable,

  subresources: { status: true },
  returnsDeleted: true,
});
