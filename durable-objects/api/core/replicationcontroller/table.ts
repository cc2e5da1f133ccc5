import {
  ageColumn,
  containerCells,
  containerColumns,
  formatLabels,
  integerColumns,
  nameColumn,
  wideColumns,
} from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { ReplicationController } from './schema.ts';

/** Columns of `kubectl get replicationcontrollers`. */
export const replicationControllerTable: TableConvertor<ReplicationController> = {
  columns: [
    nameColumn,
    ...integerColumns('Desired', 'Current', 'Ready'),
    ageColumn,
    ...containerColumns,
    ...wideColumns('Selector'),
  ],
  cells: ({ metadata, spec, status }, now) => [
    metadata.name,
    spec.replicas,
    status.replicas,
    status.readyReplicas ?? 0,
    ageOf(metadata.creationTimestamp, now),
    ...containerCells(spec.template?.spec.containers ?? []),
    formatLabels(spec.selector),
  ],
};
