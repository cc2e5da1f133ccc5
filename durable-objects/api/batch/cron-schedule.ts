import { type Duration, hour, minute, second } from '../../lib/instant.ts';
import { findZone, type TimeZone, utc } from './time-zones.ts';

/** What a cron expression means. */
export type Schedule =
  /** `@every 1h`: from the last time on, whatever the clock says. */
  { readonly every: Duration } | CronSchedule;

/** The minutes whose clock reading fits; days fit by either of two fields that are restricted. */
export interface CronSchedule {
  readonly minutes: Field;
  readonly hours: Field;
  readonly daysOfMonth: Field;
  readonly months: Field;
  readonly daysOfWeek: Field;
  readonly zone: TimeZone;
}

interface Field {
  readonly values: ReadonlySet<number>;
  /** `*`: the field does not restrict. */
  readonly isStar: boolean;
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

/**
 * Reads a cron expression with five fields or a descriptor; or says what is wrong with it, as
 * github.com/robfig/cron/v3 does (ParseStandard).
 */
export function readSchedule(text: string, zone: TimeZone = utc): Schedule | { error: string } {
  try {
    return parse(text, zone);
  } catch (error) {
    if (error instanceof ScheduleError) return { error: error.message };
    throw error;
  }
}

/** Never leaves this file. */
class ScheduleError extends Error {}

function parse(text: string, zone: TimeZone): Schedule {
  if (text === '') throw new ScheduleError('empty spec string');
  const match = /^(?:CRON_)?TZ=(\S*) +(.*)$/s.exec(text);
  if (match) {
    const [, name = '', rest = ''] = match;
    const named = name === '' ? utc : findZone(name);
    if (!named) throw new ScheduleError(`provided bad location ${name}: unknown time zone ${name}`);
    return parseFields(rest.trim(), named);
  }
  return parseFields(text, zone);
}

function parseFields(text: string, zone: TimeZone): Schedule {
  if (text.startsWith('@')) return parseDescriptor(text, zone);
  const fields = text.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== 5) {
    const found = `found ${fields.length}: [${fields.join(' ')}]`;
    throw new ScheduleError(`expected exactly 5 fields, ${found}`);
  }
  const [minutes = '', hours = '', daysOfMonth = '', months = '', daysOfWeek = ''] = fields;
  return {
    minutes: parseField(minutes, { min: 0, max: 59 }),
    hours: parseField(hours, { min: 0, max: 23 }),
    daysOfMonth: parseField(daysOfMonth, { min: 1, max: 31 }),
    months: parseField(months, { min: 1, max: 12, names: monthNames }),
    daysOfWeek: parseField(daysOfWeek, { min: 0, max: 6, names: dayNames }),
    zone,
  };
}

const monthNames = ',jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec'.split(',');
const dayNames = 'sun,mon,tue,wed,thu,fri,sat'.split(',');

const descriptors: { readonly [name: string]: string | undefined } = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

function parseDescriptor(text: string, zone: TimeZone): Schedule {
  const fields = descriptors[text];
  if (fields !== undefined) return parseFields(fields, zone);
  const prefix = '@every ';
  if (!text.startsWith(prefix)) throw new ScheduleError(`unrecognized descriptor: ${text}`);
  const length = parseDuration(text.slice(prefix.length));
  if (length === undefined) {
    const rest = JSON.stringify(text.slice(prefix.length));
    const why = `time: invalid duration ${rest}`;
    throw new ScheduleError(`failed to parse duration ${text}: ${why}`);
  }
  return { every: Math.max(second, Math.floor(length / second) * second) };
}

const units: { readonly [unit: string]: Duration } = { h: hour, m: minute, s: second, ms: 1 };

/** Go's durations: `1h30m`. */
function parseDuration(text: string): Duration | undefined {
  if (!/^(?:\d+(?:\.\d*)?(?:h|ms|m|s))+$/.test(text)) return undefined;
  let length = 0;
  for (const [, number = '', unit = ''] of text.matchAll(/(\d+(?:\.\d*)?)(h|ms|m|s)/g))
    length += Number(number) * (units[unit] ?? 0);
  return length;
}

function parseField(text: string, bounds: Bounds): Field {
  const values = new Set<number>();
  let isStar = false;
  for (const part of text.split(',').filter((item) => item !== '')) {
    const range = parseRange(part, bounds);
    isStar ||= range.isStar;
    for (let value = range.start; value <= range.end; value += range.step) values.add(value);
  }
  return { values, isStar };
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly isStar: boolean;
}

function parseRange(text: string, { min, max, names }: Bounds): Range {
  const [span = '', stepText, ...moreSteps] = text.split('/');
  const [low = '', high, ...moreHyphens] = span.split('-');
  const isAny = low === '*' || low === '?';
  if (!isAny && moreHyphens.length > 0) throw new ScheduleError(`too many hyphens: ${text}`);
  const start = isAny ? min : parseNumber(low, names);
  const last = isAny ? max : high === undefined ? start : parseNumber(high, names);
  if (moreSteps.length > 0) throw new ScheduleError(`too many slashes: ${text}`);
  const step = stepText === undefined ? 1 : parseNumber(stepText, undefined);
  // `5/15` goes on to the end.
  const end = stepText !== undefined && high === undefined ? max : last;
  if (start < min)
    throw new ScheduleError(`beginning of range (${start}) below minimum (${min}): ${text}`);
  if (end > max) throw new ScheduleError(`end of range (${end}) above maximum (${max}): ${text}`);
  if (start > end)
    throw new ScheduleError(`beginning of range (${start}) beyond end of range (${end}): ${text}`);
  if (step === 0) throw new ScheduleError(`step of range should be a positive number: ${text}`);
  return { start, end, step, isStar: isAny && step === 1 };
}

function parseNumber(text: string, names: readonly string[] | undefined): number {
  const named = text === '' ? -1 : (names?.indexOf(text.toLowerCase()) ?? -1);
  if (named >= 0) return named;
  if (!/^[+-]?\d+$/.test(text)) {
    const why = `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`;
    throw new ScheduleError(`failed to parse int from ${text}: ${why}`);
  }
  const number = Number(text);
  if (number < 0) throw new ScheduleError(`negative number (${number}) not allowed: ${text}`);
  return number;
}
