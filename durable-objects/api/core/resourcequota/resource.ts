import { defineResource } from '../../../apimachinery/resource.ts';
import { describeResourceQuota } from './describe.ts';
import { type ResourceQuota, resourceQuotaSchema } from './schema.ts';
import { resourceQuotaStrategy } from './strategy.ts';
import { resourceQuotaTable } from './table.ts';

/** Handle of ResourceQuota: `read.get(resourceQuotas, key)` is `Frozen<ResourceQuota> | undefined`. */
export const resourceQuotas = defineResource<ResourceQuota>({
  group: '',
  version: 'v1',
  kind: 'ResourceQuota',
  plural: 'resourcequotas',
  shortNames: ['quota'],
  namespaced: true,
  schema: resourceQuotaSchema,
  strategy: resourceQuotaStrategy,
  table: resourceQuotaTable,
  describe: describeResourceQuota,
  subresources: { status: true },
  returnsDeleted: true,
});
