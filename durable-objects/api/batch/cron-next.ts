import { civil, day, hour, type Instant, minute, second } from '../../lib/instant.ts';
import type { CronSchedule, Schedule } from './cron-schedule.ts';

/** A schedule that fits no day in five years fits none. */
const horizon = 5 * 366 * day;

/**
 * The first time of a schedule after an instant; undefined when there is none. A time that a clock
 * skips in spring is left out, one that it shows twice in autumn counts twice.
 */
export function nextTime(schedule: Schedule, after: Instant): Instant | undefined {
  if ('every' in schedule) return Math.floor(after / second) * second + schedule.every;
  const { zone } = schedule;
  const end = after + horizon;
  let at = Math.floor(after / minute) * minute + minute;
  while (at <= end) {
    const step = stepToward(schedule, at + zone(at));
    if (step === 0) return at;
    at = settle(schedule, at, at + step);
  }
  return undefined;
}

/** How far a clock reading is from the next one that could fit; 0 when it fits. */
function stepToward(schedule: CronSchedule, local: number): number {
  const { month, day: date, weekday, rest } = civil(local);
  const toMidnight = day - rest;
  if (!schedule.months.values.has(month)) return toMidnight;
  const { daysOfMonth, daysOfWeek } = schedule;
  const fits = [daysOfMonth.values.has(date), daysOfWeek.values.has(weekday)];
  const isRestrictedTwice = !daysOfMonth.isStar && !daysOfWeek.isStar;
  if (isRestrictedTwice ? !fits.includes(true) : fits.includes(false)) return toMidnight;
  if (!schedule.hours.values.has(Math.floor(rest / hour))) return hour - (rest % hour);
  if (!schedule.minutes.values.has(Math.floor((rest % hour) / minute))) return minute;
  return 0;
}

/** When clocks went forward on the way to midnight, midnight has been passed. */
function settle({ zone }: CronSchedule, from: Instant, to: Instant): Instant {
  const gained = zone(to) - zone(from);
  return gained > 0 ? Math.max(from + minute, to - gained) : to;
}
