import type { CronJob, Job } from '../../api/index.ts';
import { parseTime } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import type { Note } from './plan.ts';

/** A Job's final condition, if it has one. */
export function endOf({ status }: Frozen<Job>): 'Complete' | 'Failed' | undefined {
  const is = (type: string): boolean =>
    status.conditions?.some((one) => one.type === type && one.status === 'True') ?? false;
  return is('Complete') ? 'Complete' : is('Failed') ? 'Failed' : undefined;
}

/**
 * Brings `status.active` and the last success in step with the Jobs that there are, and says what
 * is new about them.
 */
export function updateActive(
  cronJob: Frozen<CronJob>,
  own: readonly Frozen<Job>[],
): { readonly cronJob: Frozen<CronJob>; readonly notes: readonly Note[] } {
  const notes: Note[] = [];
  const note = (type: Note['type'], reason: string, message: string): void => {
    notes.push({ type, reason, message });
  };
  const listed = new Set((cronJob.status.active ?? []).map(({ uid }) => uid));
  const byUid = new Map(own.map((job) => [job.metadata.uid, job]));
  for (const job of own) {
    const { name, uid } = job.metadata;
    const end = endOf(job);
    if (!listed.has(uid) && !end) {
      const text = `Saw a job that the controller did not create or forgot: ${name}`;
      note('Warning', 'UnexpectedJob', text);
    } else if (listed.has(uid) && end)
      note('Normal', 'SawCompletedJob', `Saw completed job: ${name}, condition: ${end}`);
  }
  const left = (cronJob.status.active ?? []).filter(({ uid = '', name = '' }) => {
    const job = byUid.get(uid);
    if (!job) note('Normal', 'MissingJob', `Active job went missing: ${name}`);
    return job !== undefined && !endOf(job);
  });
  const updated = edit<CronJob>(cronJob, ({ status }) => {
    if (left.length > 0) status.active = left.map((reference) => ({ ...reference }));
    else delete status.active;
    for (const job of own) {
      const { completionTime } = job.status;
      if (completionTime === undefined || endOf(job) !== 'Complete') continue;
      const last = status.lastSuccessfulTime;
      if (last === undefined || (parseTime(completionTime) ?? 0) > (parseTime(last) ?? 0))
        status.lastSuccessfulTime = completionTime;
    }
  });
  return { cronJob: updated, notes };
}

/** The Jobs that go beyond the history limits, the oldest first. */
export function surplusJobs(
  { spec }: Frozen<CronJob>,
  own: readonly Frozen<Job>[],
): readonly Frozen<Job>[] {
  const of = (end: 'Complete' | 'Failed', limit: number): readonly Frozen<Job>[] => {
    const ended = own.filter((job) => endOf(job) === end).sort(byStart);
    return ended.slice(0, Math.max(0, ended.length - limit));
  };
  return [
    ...of('Complete', spec.successfulJobsHistoryLimit),
    ...of('Failed', spec.failedJobsHistoryLimit),
  ];
}

function byStart(a: Frozen<Job>, b: Frozen<Job>): number {
  const key = ({ metadata, status }: Frozen<Job>): string =>
    `${status.startTime ?? '9'} ${metadata.name}`;
  return key(a) < key(b) ? -1 : 1;
}
