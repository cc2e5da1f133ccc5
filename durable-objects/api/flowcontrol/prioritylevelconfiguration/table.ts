import { ageColumn, nameColumn, textColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { PriorityLevelConfiguration } from './schema.ts';

const none = '<none>';

/** Columns of `kubectl get prioritylevelconfigurations`. */
export const priorityLevelConfigurationTable: TableConvertor<PriorityLevelConfiguration> = {
  columns: [
    nameColumn,
    ...textColumns('Type', 'NominalConcurrencyShares', 'Queues', 'HandSize', 'QueueLengthLimit'),
    ageColumn,
  ],
  cells({ metadata, spec }, now) {
    const { limited } = spec;
    const queuing = limited?.limitResponse.queuing;
    const shares = limited?.nominalConcurrencyShares;
    return [
      metadata.name,
      spec.type,
      shares === undefined ? none : String(shares),
      queuing ? String(queuing.queues) : none,
      queuing ? String(queuing.handSize) : none,
      queuing ? String(queuing.queueLengthLimit) : none,
      ageOf(metadata.creationTimestamp, now),
    ];
  },
};
