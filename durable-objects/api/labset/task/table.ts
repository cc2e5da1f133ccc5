import { nameColumn, textColumns, wideColumns } from '../../../apimachinery/columns.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Task } from './schema.ts';

/** Columns of `kubectl get tasks`: points are `10/15`, reached and possible. */
export const taskTable: TableConvertor<Task> = {
  columns: [
    nameColumn,
    ...textColumns('Title', 'Points', 'State', 'Observed'),
    ...wideColumns('Expected'),
  ],
  cells: ({ metadata, spec, status }) => [
    metadata.name,
    spec.title,
    `${status.score}/${spec.points}`,
    status.state,
    status.observed ?? '',
    status.expected ?? '',
  ],
};
