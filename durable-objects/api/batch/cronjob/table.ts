import {
  ageColumn,
  containerCells,
  containerColumns,
  integerColumns,
  nameColumn,
  textColumns,
  wideColumns,
} from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { CronJob } from './schema.ts';

/** Columns of `kubectl get cronjobs`. */
export const cronJobTable: TableConvertor<CronJob> = {
  columns: [
    nameColumn,
    ...textColumns('Schedule', 'Timezone', 'Suspend'),
    ...integerColumns('Active'),
    ...textColumns('Last Schedule'),
    ageColumn,
    ...containerColumns,
    ...wideColumns('Selector'),
  ],
  cells: ({ metadata, spec, status }, now) => [
    metadata.name,
    spec.schedule,
    spec.timeZone ?? '<none>',
    spec.suspend ? 'True' : 'False',
    (status.active ?? []).length,
    status.lastScheduleTime === undefined ? '<none>' : ageOf(status.lastScheduleTime, now),
    ageOf(metadata.creationTimestamp, now),
    ...containerCells(spec.jobTemplate.spec.template.spec.containers),
    selectorText(spec.jobTemplate.spec.selector) || '<none>',
  ],
};
