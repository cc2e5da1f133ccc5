import { defineResource } from '../../../apimachinery/resource.ts';
import { describeLimitRange } from './describe.ts';
import { type LimitRange, limitRangeSchema } from './schema.ts';
import { limitRangeStrategy } from './strategy.ts';
import { limitRangeTable } from './table.ts';

/** Handle of LimitRange: `read.get(limitRanges, key)` is `Frozen<LimitRange> | undefined`. */
export const limitRanges = defineResource<LimitRange>({
  group: '',
  version: 'v1',
  kind: 'LimitRange',
  plural: 'limitranges',
  shortNames: ['limits'],
  namespaced: true,
  schema: limitRangeSchema,
  strategy: limitRangeStrategy,
  table: limitRangeTable,
  describe: describeLimitRange,
});
