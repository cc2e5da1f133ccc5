import { civil, formatTime, parseTime } from '../../lib/instant.ts';
import { declare, method, moment, type Overload, span, text, whole } from '../declare.ts';
import { EvaluationError } from '../errors.ts';
import { Duration, Timestamp } from '../values.ts';

const billion = 1_000_000_000n;
/** The years 1 to 9999. */
export const minNanos = -62_135_596_800n * billion;
export const maxNanos = 253_402_300_799n * billion + 999_999_999n;

/** Moments and spans. Follows cel-go's common/types/timestamp.go and duration.go. */
export const timeLibrary: readonly Overload[] = [
  declare('timestamp', [text], moment, readTimestamp),
  declare('timestamp', [whole], moment, (seconds) => new Timestamp(seconds * billion)),
  declare('timestamp', [moment], moment, (value) => value),
  declare('duration', [text], span, readDuration),
  declare('duration', [span], span, (value) => value),
  declare('duration', [whole], span, (nanos) => new Duration(nanos)),
  declare('string', [moment], text, timestampText),
  declare('string', [span], text, durationText),
  declare('int', [moment], whole, ({ nanos }) => floor(nanos, billion)),
  declare('int', [span], whole, ({ nanos }) => nanos),
  method('getHours', [span], whole, ({ nanos }) => nanos / (3_600n * billion)),
  method('getMinutes', [span], whole, ({ nanos }) => nanos / (60n * billion)),
  method('getSeconds', [span], whole, ({ nanos }) => nanos / billion),
  method('getMilliseconds', [span], whole, ({ nanos }) => (nanos / 1_000_000n) % 1_000n),
  ...calendar(),
];

type Part = (local: ReturnType<typeof civil>) => number;

function calendar(): readonly Overload[] {
  const parts: { readonly [name: string]: Part } = {
    getFullYear: ({ year }) => year,
    getMonth: ({ month }) => month - 1,
    getDate: ({ day }) => day,
    getDayOfMonth: ({ day }) => day - 1,
    getDayOfWeek: ({ weekday }) => weekday,
    getDayOfYear: ({ year, month, day }) => dayOfYear(year, month, day),
    getHours: ({ rest }) => Math.floor(rest / 3_600_000),
    getMinutes: ({ rest }) => Math.floor(rest / 60_000) % 60,
    getSeconds: ({ rest }) => Math.floor(rest / 1_000) % 60,
    getMilliseconds: ({ rest }) => Math.floor(rest) % 1_000,
  };
  return Object.entries(parts).flatMap(([name, part]) => [
    method(name, [moment], whole, ({ nanos }) => BigInt(part(civil(millis(nanos))))),
    method(name, [moment, text], whole, ({ nanos }, zone) =>
      BigInt(part(civil(millis(nanos) + offsetMs(zone, millis(nanos))))),
    ),
  ]);
}

function dayOfYear(year: number, month: number, day: number): number {
  const start = parseTime(`${String(year).padStart(4, '0')}-01-01T00:00:00Z`) ?? 0;
  const text = [month, day].map((part) => String(part).padStart(2, '0')).join('-');
  const now = parseTime(`${String(year).padStart(4, '0')}-${text}T00:00:00Z`) ?? 0;
  return Math.round((now - start) / 86_400_000);
}

/** `+02:00`, `-8:00`, or a name as in `Europe/Berlin`. */
function offsetMs(zone: string, at: number): number {
  const fixed = /^([+-]?)(\d\d?):(\d\d)$/.exec(zone);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3]);
    return (fixed[1] === '-' ? -1 : 1) * minutes * 60_000;
  }
  if (zone === 'UTC' || zone === '') return 0;
  let parts: Intl.DateTimeFormatPart[];
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    parts = format.formatToParts(at);
  } catch {
    throw new EvaluationError(`unknown time zone ${zone}`);
  }
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 0 : offsetMs(name.slice(3), at);
}

function readTimestamp(source: string): Timestamp {
  const at = parseTime(source);
  if (at === undefined)
    throw new EvaluationError(
      `parsing time ${JSON.stringify(source)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(source)} as "2006"`,
    );
  const fraction = /\.(\d+)/.exec(source)?.[1] ?? '';
  const nanos = BigInt(fraction.slice(0, 9).padEnd(9, '0'));
  return new Timestamp(BigInt(Math.floor(at / 1_000)) * billion + nanos);
}

const units: { readonly [unit: string]: bigint } = {
  h: 3_600n * billion,
  m: 60n * billion,
  s: billion,
  ms: 1_000_000n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ns: 1n,
};

/** Go's time.ParseDuration: `1h30m`, `-1.5s`. */
export function readDuration(source: string): Duration {
  const body = source.replace(/^[+-]/, '');
  const isWhole = /^(?:(?:\d+\.?\d*|\.\d+)(?:h|ms|us|µs|μs|ns|m|s))+$/.test(body);
  if (body !== '0' && !isWhole)
    throw new EvaluationError(`time: invalid duration ${JSON.stringify(source)}`);
  let nanos = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of body.matchAll(
    /(\d*)\.?(\d*)(h|ms|us|µs|μs|ns|m|s)/g,
  )) {
    const scale = units[unit] ?? 1n;
    nanos += BigInt(whole || '0') * scale;
    if (fraction !== '') nanos += (BigInt(fraction) * scale) / 10n ** BigInt(fraction.length);
  }
  return new Duration(source.startsWith('-') ? -nanos : nanos);
}

export function timestampText({ nanos }: Timestamp): string {
  const rest = nanos - floor(nanos, billion) * billion;
  const fraction = rest === 0n ? '' : `.${String(rest).padStart(9, '0').replace(/0+$/, '')}`;
  return formatTime(millis(nanos)).replace('Z', `${fraction}Z`);
}

/** In seconds, as protobuf writes a duration. */
export function durationText({ nanos }: Duration): string {
  const sign = nanos < 0n ? '-' : '';
  const size = nanos < 0n ? -nanos : nanos;
  const fraction = String(size % billion)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${sign}${size / billion}${fraction === '' ? '' : `.${fraction}`}s`;
}

function millis(nanos: bigint): number {
  return Number(floor(nanos, 1_000_000n));
}

function floor(value: bigint, by: bigint): bigint {
  return value / by - (value < 0n && value % by !== 0n ? 1n : 0n);
}
