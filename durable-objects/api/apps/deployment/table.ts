import {
  ageColumn,
  containerCells,
  containerColumns,
  nameColumn,
  textColumns,
  wideColumns,
} from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Deployment } from './schema.ts';

/** Columns of `kubectl get deployments`. */
export const deploymentTable: TableConvertor<Deployment> = {
  columns: [
    nameColumn,
    { name: 'Ready', type: 'string', description: 'Number of the pod with ready state' },
    ...textColumns('Up-to-date', 'Available'),
    ageColumn,
    ...containerColumns,
    ...wideColumns('Selector'),
  ],
  cells: ({ metadata, spec, status }, now) => [
    metadata.name,
    `${status.readyReplicas ?? 0}/${spec.replicas}`,
    status.updatedReplicas ?? 0,
    status.availableReplicas ?? 0,
    ageOf(metadata.creationTimestamp, now),
    ...containerCells(spec.template.spec.containers),
    selectorText(spec.selector),
  ],
};
