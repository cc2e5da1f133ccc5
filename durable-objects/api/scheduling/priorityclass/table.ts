import { ageColumn, nameColumn } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { PriorityClass } from './schema.ts';

/** Columns of `kubectl get priorityclasses`. */
export const priorityClassTable: TableConvertor<PriorityClass> = {
  columns: [
    nameColumn,
    { name: 'Value', type: 'integer', description: 'The value of this priority class.' },
    {
      name: 'Global-Default',
      type: 'boolean',
      description:
        'Whether this priority class is the default for pods that name none; there is one at most.',
    },
    ageColumn,
    {
      name: 'PreemptionPolicy',
      type: 'string',
      description: 'Whether pods of this class preempt pods of lower priority.',
    },
  ],
  cells: ({ metadata, value, globalDefault, preemptionPolicy }, now) => [
    metadata.name,
    value,
    globalDefault ?? false,
    ageOf(metadata.creationTimestamp, now),
    preemptionPolicy,
  ],
};
