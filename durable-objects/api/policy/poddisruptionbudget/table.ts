import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { PodDisruptionBudget } from './schema.ts';

/** Columns of `kubectl get poddisruptionbudgets`. */
export const podDisruptionBudgetTable: TableConvertor<PodDisruptionBudget> = {
  columns: [
    nameColumn,
    {
      name: 'Min Available',
      type: 'string',
      description: 'The minimum number of pods that must be available.',
    },
    {
      name: 'Max Unavailable',
      type: 'string',
      description: 'The maximum number of pods that may be unavailable.',
    },
    {
      name: 'Allowed Disruptions',
      type: 'integer',
      description: 'Calculated number of pods that may be disrupted at this time.',
    },
    ageColumn,
  ],
  cells: ({ metadata, spec, status }, now) => [
    metadata.name,
    textOf(spec.minAvailable),
    textOf(spec.maxUnavailable),
    status.disruptionsAllowed,
    ageOf(metadata.creationTimestamp, now),
  ],
};

function textOf(value: number | string | undefined): string {
  return value === undefined ? 'N/A' : String(value);
}
