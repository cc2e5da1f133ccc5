import { defineResource } from '../../../apimachinery/resource.ts';
import { describeIngress } from './describe.ts';
import { type Ingress, ingressSchema } from './schema.ts';
import { ingressStrategy } from './strategy.ts';
import { ingressTable } from './table.ts';

/** Handle of Ingress: `read.get(ingresses, key)` is `Frozen<Ingress> | undefined`. */
export const ingresses = defineResource<Ingress>({
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'Ingress',
  plural: 'ingresses',
  shortNames: ['ing'],
  namespaced: true,
  schema: ingressSchema,
  strategy: ingressStrategy,
  table: ingressTable,
  describe: describeIngress,
  subresources: { status: true },
});
