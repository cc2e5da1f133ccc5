import {
  ageColumn,
  containerCells,
  containerColumns,
  nameColumn,
  textColumns,
  wideColumns,
} from '../../../apimachinery/columns.ts';
import { ageOf, humanDuration } from '../../../apimachinery/duration.ts';
import { selectorText } from '../../../apimachinery/labels.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import { type Instant, parseTime } from '../../../lib/instant.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Job } from './schema.ts';

/** Columns of `kubectl get jobs`. */
export const jobTable: TableConvertor<Job> = {
  columns: [
    nameColumn,
    ...textColumns('Status', 'Completions', 'Duration'),
    ageColumn,
    ...containerColumns,
    ...wideColumns('Selector'),
  ],
  cells: (job, now) => [
    job.metadata.name,
    statusText(job),
    completionsText(job),
    durationText(job, now),
    ageOf(job.metadata.creationTimestamp, now),
    ...containerCells(job.spec.template.spec.containers),
    selectorText(job.spec.selector) || '<none>',
  ],
};

function statusText({ metadata, status }: Frozen<Job>): string {
  const is = (type: string): boolean =>
    status.conditions?.some((one) => one.type === type && one.status === 'True') ?? false;
  if (is('Complete')) return 'Complete';
  if (is('Failed')) return 'Failed';
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(is) ?? 'Running';
}

function completionsText({ spec, status }: Frozen<Job>): string {
  const { succeeded = 0 } = status;
  const { completions, parallelism = 0 } = spec;
  if (completions !== undefined) return `${succeeded}/${completions}`;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function durationText({ status }: Frozen<Job>, now: Instant): string {
  const [start, end] = [status.startTime, status.completionTime].map((text) =>
    text === undefined ? undefined : parseTime(text),
  );
  return start === undefined ? '' : humanDuration((end ?? now) - start);
}
