import { defineResource } from '../../../apimachinery/resource.ts';
import { horizontalPodAutoscalerV1 } from './autoscaling-v1.ts';
import { describeHorizontalPodAutoscaler } from './describe.ts';
import { type HorizontalPodAutoscaler, horizontalPodAutoscalerSchema } from './schema.ts';
import { horizontalPodAutoscalerStrategy } from './strategy.ts';
import { horizontalPodAutoscalerTable } from './table.ts';

/** Handle of HorizontalPodAutoscaler, stored as autoscaling/v2. */
export const horizontalPodAutoscalers = defineResource<HorizontalPodAutoscaler>({
  group: 'autoscaling',
  version: 'v2',
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  shortNames: ['hpa'],
  categories: ['all'],
  namespaced: true,
  schema: horizontalPodAutoscalerSchema,
  strategy: horizontalPodAutoscalerStrategy,
  table: horizontalPodAutoscalerTable,
  describe: describeHorizontalPodAutoscaler,
  subresources: { status: true },
  versions: [horizontalPodAutoscalerV1],
});
