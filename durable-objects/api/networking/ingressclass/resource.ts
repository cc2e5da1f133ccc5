import { defineResource } from '../../../apimachinery/resource.ts';
import { describeIngressClass } from './describe.ts';
import { type IngressClass, ingressClassSchema } from './schema.ts';
import { ingressClassStrategy } from './strategy.ts';
import { ingressClassTable } from './table.ts';

/** Handle of IngressClass: `read.get(ingressClasses, key)` is `Frozen<IngressClass> | undefined`. */
export const ingressClasses = defineResource<IngressClass>({
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'IngressClass',
  plural: 'ingressclasses',
  namespaced: false,
  schema: ingressClassSchema,
  strategy: ingressClassStrategy,
  table: ingressClassTable,
  describe: describeIngressClass,
});
