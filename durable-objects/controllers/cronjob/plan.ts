import { readSchedule, type Schedule } from '../../api/batch/cron-schedule.ts';
import { findZone, utc } from '../../api/batch/time-zones.ts';
import type { CronJob } from '../../api/index.ts';
import { formatTime, type Instant, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';
import { timesOf } from './times.ts';

/** Something to tell, as upstream tells it. */
export interface Note {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** What to do now about a CronJob's schedule. */
export interface Plan {
  /** Start the Job of this time, in place of those that run if `replaces`. */
  readonly start?: { readonly at: Instant; readonly replaces: boolean };
  readonly notes: readonly Note[];
  /** When to look again. */
  readonly next?: Instant;
}

/** How long after a start its being passed over is news. */
const newsMs = second;

/** Follows cronjob_controllerv2.go, syncCronJob, once the list of active Jobs is right. */
export function plan(cronJob: Frozen<CronJob>, now: Instant): Plan {
  const { spec, status, metadata } = cronJob;
  if (metadata.deletionTimestamp !== undefined) return { notes: [] };
  const read = scheduleOf(cronJob);
  if ('reason' in read) return { notes: [read] };
  if (spec.suspend) return { notes: [] };
  const { due, isManyMissed, isInvalid, next } = timesOf(cronJob, read.schedule, now);
  const later = next === undefined ? {} : { next };
  if (isInvalid) {
    const why = 'time difference between two schedules is less than 1 second';
    const message = `invalid schedule: ${JSON.stringify(spec.schedule)} : ${why}`;
    return { notes: [warning('InvalidSchedule', message)], ...later };
  }
  if (due === undefined) return { notes: [], ...later };
  const text =
    'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew';
  const notes: readonly Note[] = isManyMissed ? [warning('TooManyMissedTimes', text)] : [];
  const active = status.active ?? [];
  if (status.lastScheduleTime === formatTime(due)) return { notes, ...later };
  if (active.some(({ name }) => name === jobName(cronJob, due))) return { notes, ...later };
  if (spec.concurrencyPolicy === 'Forbid' && active.length > 0) {
    const message =
      'Not starting job because prior execution is running and concurrency policy is Forbid';
    const note: Note = { type: 'Normal', reason: 'JobAlreadyActive', message };
    return { notes: now - due <= newsMs ? [...notes, note] : notes, ...later };
  }
  return { start: { at: due, replaces: spec.concurrencyPolicy === 'Replace' }, notes, ...later };
}

/** `nightly-29915340`: the minutes since 1970 tell one start from the next. */
export function jobName({ metadata }: Frozen<CronJob>, at: Instant): string {
  return `${metadata.name}-${Math.floor(at / (60 * second))}`;
}

/** The schedule in its zone, or what is wrong with either. */
function scheduleOf({ spec }: Frozen<CronJob>): { readonly schedule: Schedule } | Note {
  const { schedule: text, timeZone } = spec;
  const zone = timeZone === undefined ? utc : findZone(timeZone);
  if (!zone) {
    const why = `unknown time zone ${timeZone}`;
    return warning('UnknownTimeZone', `invalid timeZone: ${JSON.stringify(timeZone)}: ${why}`);
  }
  const schedule = readSchedule(text, zone);
  if (!('error' in schedule)) return { schedule };
  const message = `unparseable schedule: ${JSON.stringify(text)} : ${schedule.error}`;
  return warning('UnparseableSchedule', message);
}

function warning(reason: string, message: string): Note {
  return { type: 'Warning', reason, message };
}
