import {
  ageColumn,
  containerCells,
  containerColumns,
  formatLabels,
  integerColumns,
  nameColumn,
  textColumns,
  wideColumns,
} from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { DaemonSet } from './schema.ts';

/** Columns of `kubectl get daemonsets`. */
export const daemonSetTable: TableConvertor<DaemonSet> = {
  columns: [
    nameColumn,
    ...integerColumns('Desired', 'Current', 'Ready', 'Up-to-date', 'Available'),
    ...textColumns('Node Selector'),
    ageColumn,
    ...containerColumns,
    ...wideColumns('Selector'),
  ],
  cells: ({ metadata, spec, status }, now) => [
    metadata.name,
    status.desiredNumberScheduled,
    status.currentNumberScheduled,
    status.numberReady,
    status.updatedNumberScheduled ?? 0,
    status.numberAvailable ?? 0,
    formatLabels(spec.template.spec.nodeSelector),
    ageOf(metadata.creationTimestamp, now),
    ...containerCells(spec.template.spec.containers),
    selectorText(spec.selector),
  ],
};
