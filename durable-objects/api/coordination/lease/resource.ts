import { defineResource } from '../../../apimachinery/resource.ts';
import { type Lease, leaseSchema } from './schema.ts';
import { leaseStrategy } from './strategy.ts';
import { leaseTable } from './table.ts';

/** Handle of Lease: `read.get(leases, key)` is `Frozen<Lease> | undefined`. */
export const leases = defineResource<Lease>({
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
  schema: leaseSchema,
  strategy: leaseStrategy,
  table: leaseTable,
});
