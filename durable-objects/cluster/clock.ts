import { defineRecord } from '../apimachinery/resource.ts';
import { type Duration, type Instant, minute } from '../lib/instant.ts';

/**
 * How long a cluster that nobody looks at goes on by itself. Past it, it has been asleep like a
 * laptop with its lid closed: processes and timers stood still, the calendar did not.
 */
export const awakeHorizon: Duration = 15 * minute;

/**
 * The cluster's time. It runs ahead of the calendar by what was skipped: a skip makes the past
 * older, and what leaves the API is moved back by `skipped`, so that no client sees the future.
 */
export interface Clock {
  readonly now: Instant;
  /** Milliseconds that the cluster has been awake. Invariant: grows no faster than `now`. */
  readonly awake: Duration;
  readonly skipped: Duration;
}

export const clocks = defineRecord<Clock>('clock');
export const clockKey = { namespace: '', name: 'clock' };

export function calendarOf(clock: Clock): Instant {
  return clock.now - clock.skipped;
}

/** The clock at `now`, having been awake all the time since. */
export function awakeAt(clock: Clock, now: Instant): Clock {
  return now <= clock.now ? clock : { ...clock, now, awake: clock.awake + now - clock.now };
}

/** The clock at `now`, having slept since. */
export function asleepUntil(clock: Clock, now: Instant): Clock {
  return now <= clock.now ? clock : { ...clock, now };
}

/** The clock after somebody skipped: time still has to pass, by `awakeAt`. */
export function skipping(clock: Clock, by: Duration): Clock {
  return { ...clock, skipped: clock.skipped + by };
}
