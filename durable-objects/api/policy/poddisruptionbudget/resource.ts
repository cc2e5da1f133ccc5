import { defineResource } from '../../../apimachinery/resource.ts';
import { describePodDisruptionBudget } from './describe.ts';
import { type PodDisruptionBudget, podDisruptionBudgetSchema } from './schema.ts';
import { podDisruptionBudgetStrategy } from './strategy.ts';
import { podDisruptionBudgetTable } from './table.ts';

/** Handle of PodDisruptionBudget. */
export const podDisruptionBudgets = defineResource<PodDisruptionBudget>({
  group: 'policy',
  version: 'v1',
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  shortNames: ['pdb'],
  namespaced: true,
  schema: podDisruptionBudgetSchema,
  strategy: podDisruptionBudgetStrategy,
  table: podDisruptionBudgetTable,
  describe: describePodDisruptionBudget,
  subresources: { status: true },
});
