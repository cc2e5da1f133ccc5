import { defineResource } from '../../../apimachinery/resource.ts';
import { describeServiceCIDR } from './describe.ts';
import { type ServiceCIDR, serviceCIDRSchema } from './schema.ts';
import { serviceCIDRStrategy } from './strategy.ts';
import { serviceCIDRTable } from './table.ts';

/** Handle of ServiceCIDR: `read.get(serviceCIDRs, key)` is `Frozen<ServiceCIDR> | undefined`. */
export const serviceCIDRs = defineResource<ServiceCIDR>({
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'ServiceCIDR',
  plural: 'servicecidrs',
  namespaced: false,
  schema: serviceCIDRSchema,
  strategy: serviceCIDRStrategy,
  table: serviceCIDRTable,
  describe: describeServiceCIDR,
  subresources: { status: true },
});
