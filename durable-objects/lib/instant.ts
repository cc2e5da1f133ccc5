import { assert } from './assert.ts';

/** A moment: milliseconds since 1970-01-01T00:00:00Z. Always handed in, never read from a clock. */
export type Instant = number;

/** A length of time in milliseconds. */
export type Duration = number;

export const second: Duration = 1_000;
export const minute: Duration = 60 * second;
export const hour: Duration = 60 * minute;
export const day: Duration = 24 * hour;

/** RFC 3339 in UTC with whole seconds, as Kubernetes' metav1.Time: `2026-11-20T09:30:00Z`. */
export function formatTime(at: Instant): string {
  const { year, month, day: date, rest } = civil(at);
  const seconds = Math.floor(rest / second);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${pad(year, 4)}-${pad(month)}-${pad(date)}T${clock.map((part) => pad(part)).join(':')}Z`;
}

/** RFC 3339 with microseconds, as Kubernetes' metav1.MicroTime. */
export function formatMicroTime(at: Instant): string {
  const micros = pad(Math.round((at - Math.floor(at / second) * second) * 1_000), 6);
  return formatTime(at).replace('Z', `.${micros}Z`);
}

/** Reads RFC 3339 with any fraction and offset; undefined when the text is not a time. */
export function parseTime(text: string): Instant | undefined {
  const match = rfc3339.exec(text);
  if (!match) return undefined;
  const [year, month, date, hours, minutes, seconds] = match.slice(1, 7).map(Number) as number[];
  assert(year !== undefined && month !== undefined && date !== undefined, 'groups of rfc3339');
  if (month < 1 || month > 12 || date < 1 || date > daysInMonth(year, month)) return undefined;
  if ((hours ?? 0) > 23 || (minutes ?? 0) > 59 || (seconds ?? 0) > 59) return undefined;
  const clock = ((hours ?? 0) * 60 + (minutes ?? 0)) * minute + (seconds ?? 0) * second;
  const fraction = match[7] ? Number(`0${match[7]}`) * second : 0;
  const zone = match[8] === 'Z' || match[8] === 'z' ? 0 : offsetOf(match[8] ?? '');
  return daysSinceEpoch(year, month, date) * day + clock + fraction - zone;
}

/** Whole seconds, rounded down: the resolution that object timestamps have. */
export function toSeconds(at: Instant): Instant {
  return Math.floor(at / second) * second;
}

/** Calendar parts in UTC; `weekday` 0 is Sunday, `rest` the milliseconds since midnight. */
export function civil(at: Instant): {
  year: number;
  month: number;
  day: number;
  weekday: number;
  rest: Duration;
} {
  const days = Math.floor(at / day);
  // Days are counted from 0000-03-01, so that a leap day is the last day of its year.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear =
    ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    rest: at - days * day,
  };
}

/** Midnight of a date in UTC; month 13 is the next year's first. */
export function instantOf(year: number, month: number, date: number): Instant {
  const [y, m] = month > 12 ? [year + 1, month - 12] : [year, month];
  return daysSinceEpoch(y, m, date) * day;
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

function daysSinceEpoch(year: number, month: number, date: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1;
  const ofEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear;
  return era * 146_097 + ofEra - 719_468;
}

function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  return daysSinceEpoch(next[0] ?? 0, next[1] ?? 0, 1) - daysSinceEpoch(year, month, 1);
}

function offsetOf(zone: string): Duration {
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * hour + Number(zone.slice(4, 6)) * minute);
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
