import {
  type Duration,
  day,
  hour,
  type Instant,
  minute,
  parseTime,
  second,
} from '../lib/instant.ts';

const year = 365 * day;

/**
 * A length of time as kubectl's AGE column writes it: `5s`, `2m10s`, `3h5m`, `2d4h`, `2y30d`.
 * Two seconds into the past count as now; anything earlier is `<invalid>`.
 * Follows k8s.io/apimachinery/pkg/util/duration.
 */
export function humanDuration(length: Duration): string {
  const seconds = Math.trunc(length / second);
  if (seconds < -1) return '<invalid>';
  if (seconds < 0) return '0s';
  if (seconds < 120) return `${seconds}s`;
  if (length < 10 * minute) return twoUnits(length, minute, 'm', second, 's');
  if (length < 3 * hour) return `${Math.floor(length / minute)}m`;
  if (length < 8 * hour) return twoUnits(length, hour, 'h', minute, 'm');
  if (length < 48 * hour) return `${Math.floor(length / hour)}h`;
  if (length < 8 * day) return twoUnits(length, day, 'd', hour, 'h');
  if (length < 2 * year) return `${Math.floor(length / day)}d`;
  if (length < 8 * year) return twoUnits(length, year, 'y', day, 'd');
  return `${Math.floor(length / year)}y`;
}

/** The time passed since an object's timestamp (RFC 3339), `<unknown>` when there is none. */
export function ageOf(timestamp: string | undefined | null, now: Instant): string {
  const at = timestamp ? parseTime(timestamp) : undefined;
  return at === undefined ? '<unknown>' : humanDuration(now - at);
}

function twoUnits(length: Duration, big: Duration, b: string, small: Duration, s: string): string {
  const whole = Math.floor(length / big);
  const rest = Math.floor((length - whole * big) / small);
  return rest === 0 ? `${whole}${b}` : `${whole}${b}${rest}${s}`;
}
