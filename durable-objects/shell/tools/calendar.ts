import { civil, day, type Instant } from '../../lib/instant.ts';

/** English abbreviations, as the C locale has them. */
export const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;
const longMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const weekdays = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;

/** strftime(3) in UTC and the C locale; an unknown directive stays as it is. */
export function formatDate(at: Instant, format: string): string {
  const { year, month, day: date, weekday, rest } = civil(at);
  const seconds = Math.floor(rest / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (value: number, fill = '0') => String(value).padStart(2, fill);
  const dayOfYear = Math.round(Math.floor(at / day) - startOfYear(year) + 1);
  const values: Readonly<Record<string, string>> = {
    Y: String(year),
    C: two(Math.floor(year / 100)),
    y: two(year % 100),
    m: two(month),
    d: two(date),
    e: two(date, ' '),
    H: two(h),
    I: two(h % 12 || 12),
    k: two(h, ' '),
    l: two(h % 12 || 12, ' '),
    M: two(m),
    S: two(s),
    p: h < 12 ? 'AM' : 'PM',
    P: h < 12 ? 'am' : 'pm',
    j: String(dayOfYear).padStart(3, '0'),
    a: weekdays[weekday]?.slice(0, 3) ?? '',
    A: weekdays[weekday] ?? '',
    b: monthNames[month - 1] ?? '',
    h: monthNames[month - 1] ?? '',
    B: longMonths[month - 1] ?? '',
    u: String(weekday || 7),
    w: String(weekday),
    Z: 'UTC',
    z: '+0000',
    s: String(Math.floor(at / 1000)),
    N: String(Math.floor(at % 1000))
      .padStart(3, '0')
      .padEnd(9, '0'),
    n: '\n',
    t: '\t',
    '%': '%',
    F: `${year}-${two(month)}-${two(date)}`,
    T: `${two(h)}:${two(m)}:${two(s)}`,
    R: `${two(h)}:${two(m)}`,
    D: `${two(month)}/${two(date)}/${two(year % 100)}`,
    c: `${weekdays[weekday]?.slice(0, 3)} ${monthNames[month - 1]} ${two(date, ' ')} ${two(h)}:${two(m)}:${two(s)} ${year}`,
    x: `${two(month)}/${two(date)}/${two(year % 100)}`,
    X: `${two(h)}:${two(m)}:${two(s)}`,
    r: `${two(h % 12 || 12)}:${two(m)}:${two(s)} ${h < 12 ? 'AM' : 'PM'}`,
  };
  return format.replace(/%(-?)([a-zA-Z%])/g, (whole, bare: string, letter: string) => {
    const value = values[letter];
    if (value === undefined) return whole;
    return bare === '' ? value : value.replace(/^[0 ]+(?=.)/, '');
  });
}

/** Days from 1970-01-01 to a year's first day. */
function startOfYear(year: number): number {
  const before = year - 1;
  return (
    (year - 1970) * 365 +
    (Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)) -
    477
  );
}
