import { nextTime } from '../../api/batch/cron-next.ts';
import type { Schedule } from '../../api/batch/cron-schedule.ts';
import type { CronJob } from '../../api/index.ts';
import { type Duration, type Instant, parseTime, second } from '../../lib/instant.ts';
import type { Frozen } from '../../lib/json.ts';

/** A CronJob that has missed more starts than this says so. */
const manyMissed = 100;

/** What a schedule says of the past and the future. */
export interface Times {
  /** The last start that was due; undefined: none since the one before. */
  readonly due?: Instant;
  /** More than 100 starts were missed. */
  readonly isManyMissed: boolean;
  /** The next start; undefined: never. */
  readonly next?: Instant;
  /** The schedule's times are less than a second apart, or there are none. */
  readonly isInvalid?: true;
}

/** Follows cronjob/utils.go, mostRecentScheduleTime and nextScheduleTimeDuration. */
export function timesOf(cronJob: Frozen<CronJob>, schedule: Schedule, now: Instant): Times {
  const since = lastStart(cronJob);
  const deadline = cronJob.spec.startingDeadlineSeconds;
  const earliest = deadline === undefined ? since : Math.max(since, now - deadline * second);
  const past = mostRecent(schedule, earliest, now);
  if (!past) return { isManyMissed: false, isInvalid: true, ...next(schedule, now) };
  const { due, missed } = past;
  const from = mostRecent(schedule, since, now)?.due ?? since;
  return {
    ...(due === undefined ? {} : { due }),
    isManyMissed: missed > manyMissed,
    ...next(schedule, from),
  };
}

/** When it last started, or else when it was made. */
function lastStart({ metadata, status }: Frozen<CronJob>): Instant {
  return parseTime(status.lastScheduleTime ?? metadata.creationTimestamp) ?? 0;
}

function next(schedule: Schedule, after: Instant): { next?: Instant } {
  const at = nextTime(schedule, after);
  return at === undefined ? {} : { next: at };
}

interface Past {
  readonly due?: Instant;
  readonly missed: number;
}

/** Undefined when the schedule's times are no times. Far pasts are skipped, not walked through. */
function mostRecent(schedule: Schedule, earliest: Instant, now: Instant): Past | undefined {
  const first = nextTime(schedule, earliest);
  const following = first === undefined ? undefined : nextTime(schedule, first);
  if (first === undefined || following === undefined) return undefined;
  if (now < first) return { missed: 0 };
  if (now < following) return { due: first, missed: 0 };
  const apart: Duration = following - first;
  if (apart < second) return undefined;
  const missed = Math.floor((now - first) / apart) + 1;
  // Times need not be evenly apart: the schedule itself tells from a little earlier on.
  let due: Instant | undefined;
  let at = nextTime(schedule, first + (missed - 2) * apart);
  for (; at !== undefined && at <= now; at = nextTime(schedule, at)) due = at;
  return { ...(due === undefined ? {} : { due }), missed };
}
