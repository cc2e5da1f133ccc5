import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { FlowSchema } from './schema.ts';

/** Columns of `kubectl get flowschemas`. */
export const flowSchemaTable: TableConvertor<FlowSchema> = {
  columns: [
    nameColumn,
    ...textColumns('PriorityLevel', 'MatchingPrecedence', 'DistinguisherMethod'),
    ageColumn,
    {
      name: 'MissingPL',
      type: 'string',
      description: 'references a broken or non-existent PriorityLevelConfiguration',
    },
  ],
  order: (a, b) =>
    a.spec.matchingPrecedence - b.spec.matchingPrecedence ||
    (a.metadata.name < b.metadata.name ? -1 : 1),
  cells: (schema, now) => [
    schema.metadata.name,
    schema.spec.priorityLevelConfiguration.name,
    String(schema.spec.matchingPrecedence),
    schema.spec.distinguisherMethod?.type ?? '<none>',
    ageOf(schema.metadata.creationTimestamp, now),
    danglingText(schema),
  ],
};

function danglingText({ status }: Frozen<FlowSchema>): string {
  const dangling = (status.conditions ?? []).find(({ type }) => type === 'Dangling');
  return dangling?.status ?? '?';
}
