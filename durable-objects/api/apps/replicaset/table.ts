import {
  ageColumn,
  containerCells,
  containerColumns,
  integerColumns,
  nameColumn,
  wideColumns,
} from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { ReplicaSet } from './schema.ts';

/** Columns of `kubectl get replicasets`. */
export const replicaSetTable: TableConvertor<ReplicaSet> = {
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
    ...containerCells(spec.template.spec.containers),
    selectorText(spec.selector),
  ],
};
