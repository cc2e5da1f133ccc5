import {
  ageColumn,
  containerCells,
  containerColumns,
  nameColumn,
} from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { StatefulSet } from './schema.ts';

/** Columns of `kubectl get statefulsets`. */
export const statefulSetTable: TableConvertor<StatefulSet> = {
  columns: [
    nameColumn,
    { name: 'Ready', type: 'string', description: 'Number of the pod with ready state' },
    ageColumn,
    ...containerColumns,
  ],
  cells: ({ metadata, spec, status }, now) => [
    metadata.name,
    `${status.readyReplicas ?? 0}/${spec.replicas}`,
    ageOf(metadata.creationTimestamp, now),
    ...containerCells(spec.template.spec.containers),
  ],
};
