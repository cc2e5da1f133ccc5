import { describe, expect, test } from 'vitest';
import { formatTime, parseTime } from '../../lib/instant.ts';
import { nextTime } from './cron-next.ts';
import { readSchedule } from './cron-schedule.ts';
import { findZone } from './time-zones.ts';

/** The next times after one, until there are as many as expected. */
function times(text: string, zone: string, after: string, count: number): readonly string[] {
  const schedule = readSchedule(text, findZone(zone));
  if ('error' in schedule) return [schedule.error];
  const found: string[] = [];
  let at = parseTime(after);
  for (let i = 0; i < count && at !== undefined; i += 1) {
    at = nextTime(schedule, at);
    found.push(at === undefined ? 'never' : formatTime(at));
  }
  return found;
}

describe('the next times of', () => {
  test.each([
    ['* * * * *', 'UTC', '2026-11-20T12:00:30Z', '2026-11-20T12:01:00Z 2026-11-20T12:02:00Z'],
    ['*/20 * * * *', 'UTC', '2026-11-20T12:20:00Z', '2026-11-20T12:40:00Z 2026-11-20T13:00:00Z'],
    ['0 3 * * *', 'UTC', '2026-11-20T12:00:00Z', '2026-11-21T03:00:00Z 2026-11-22T03:00:00Z'],
    ['0 3 * * *', 'Asia/Seoul', '2026-11-20T12:00:00Z', '2026-11-20T18:00:00Z'],
    ['30 6-16/4 * * 1-5', 'UTC', '2026-11-20T14:30:00Z', '2026-11-23T06:30:00Z'],
    ['0 0 13 * FRI', 'UTC', '2026-11-09T00:00:00Z', '2026-11-13T00:00:00Z 2026-11-20T00:00:00Z'],
    ['0 0 */2 * fri', 'UTC', '2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z'],
    ['@hourly', 'UTC', '2026-12-31T23:30:00Z', '2027-01-01T00:00:00Z'],
    ['@weekly', 'UTC', '2026-11-20T00:00:00Z', '2026-11-22T00:00:00Z'],
    ['@every 90m', 'UTC', '2026-11-20T00:10:00Z', '2026-11-20T01:40:00Z 2026-11-20T03:10:00Z'],
    ['0 0 29 2 *', 'UTC', '2026-11-20T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['59 23 31 2 *', 'UTC', '2026-11-20T00:00:00Z', 'never'],
    // Spring forward: half past two isn't there. Fall back: half past one is there twice.
    ['30 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', '2026-03-09T06:30:00Z'],
    [
      '30 1 * * *',
      'America/New_York',
      '2026-10-31T12:00:00Z',
      '2026-11-01T05:30:00Z 2026-11-01T06:30:00Z 2026-11-02T06:30:00Z',
    ],
    ['0 0 * * *', 'Europe/Berlin', '2026-03-28T23:30:00Z', '2026-03-29T22:00:00Z'],
    ['0 9 * * *', 'Australia/Sydney', '2026-12-31T00:00:00Z', '2026-12-31T22:00:00Z'],
  ])('%s in %s', (schedule, zone, after, expected) => {
    const list = expected.split(' ');
    expect(times(schedule, zone, after, list.length)).toEqual(list);
  });
});

describe('errors are those of the library', () => {
  test.each([
    ['', 'empty spec string'],
    ['* * *', 'expected exactly 5 fields, found 3: [* * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['5-2 * * * *', 'beginning of range (5) beyond end of range (2): 5-2'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['1/2/3 * * * *', 'too many slashes: 1/2/3'],
    ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
    ['@often', 'unrecognized descriptor: @often'],
    ['TZ=Moon/Base * * * * *', 'provided bad location Moon/Base: unknown time zone Moon/Base'],
  ])('%j', (text, error) => {
    expect(readSchedule(text)).toEqual({ error });
  });
});

test.each([
  ['UTC', '2026-07-01', 0],
  ['Asia/Kolkata', '2026-07-01', 5.5],
  ['Etc/GMT+5', '2026-07-01', -5],
  ['Europe/London', '2026-03-29T00:59:59Z', 0],
  ['Europe/London', '2026-03-29T01:00:00Z', 1],
  ['America/Los_Angeles', '2026-11-01T08:59:59Z', -7],
  ['America/Los_Angeles', '2026-11-01T09:00:00Z', -8],
  ['Pacific/Auckland', '2026-04-04T13:59:59Z', 13],
  ['Pacific/Auckland', '2026-04-04T14:00:00Z', 12],
])('%s at %s is %f hours ahead', (zone, at, hours) => {
  const instant = parseTime(at.includes('T') ? at : `${at}T00:00:00Z`) ?? 0;
  expect(findZone(zone)?.(instant)).toBe(hours * 3_600_000);
});

test.each(['Moon/Base', 'asia/seoul', 'Etc/GMT+13', ''])('%j is no zone', (name) => {
  expect(findZone(name)).toBeUndefined();
});
