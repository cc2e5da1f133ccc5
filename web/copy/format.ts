export type Locale = 'ko' | 'en';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `4분 12초`, `4 m 12 s`: the two largest units. Takes ms; negative counts as nothing. */
export function duration(ms: number, locale: Locale): string {
  const units = locale === 'ko' ? ['일', '시간', '분', '초'] : [' d', ' h', ' m', ' s'];
  const whole = Math.max(0, Math.round(ms / second)) * second;
  const parts = [
    Math.floor(whole / day),
    Math.floor((whole % day) / hour),
    Math.floor((whole % hour) / minute),
    Math.floor((whole % minute) / second),
  ];
  const first = parts.findIndex((part) => part > 0);
  if (first < 0) return `0${units[3]}`;
  return parts
    .slice(first, first + 2)
    .map((part, i) => (part > 0 ? `${part}${units[first + i]}` : ''))
    .filter((part) => part !== '')
    .join(' ');
}

/** Whole minutes for dense places: `24분`, `24m`. */
export function minutes(ms: number, locale: Locale): string {
  return `${Math.max(0, Math.floor(ms / minute))}${locale === 'ko' ? '분' : 'm'}`;
}

/** How long ago, in one unit: `지금`, `1분 전`; `now`, `1 m ago`. */
export function ago(ms: number, locale: Locale): string {
  if (ms < minute) return locale === 'ko' ? '지금' : 'now';
  const [amount, ko, en] =
    ms < hour
      ? [Math.floor(ms / minute), '분', 'm']
      : ms < day
        ? [Math.floor(ms / hour), '시간', 'h']
        : [Math.floor(ms / day), '일', 'd'];
  return locale === 'ko' ? `${amount}${ko} 전` : `${amount} ${en} ago`;
}

/** `10:42:18` in the reader's time zone. */
export function clockTime(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** `10:42`. */
export function shortTime(at: number): string {
  return clockTime(at).slice(0, 5);
}

const weekdays = {
  ko: ['일', '월', '화', '수', '목', '금', '토'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `11월 24일 (화) 23:59`, `Tue 24 Nov, 23:59`; only `오늘 23:59`, `today 23:59` on the day. */
export function dateTime(at: number, locale: Locale, now: number): string {
  const time = shortTime(at);
  if (isSameDay(at, now)) return locale === 'ko' ? `오늘 ${time}` : `today ${time}`;
  return locale === 'ko' ? `${dateOnly(at, locale)} ${time}` : `${dateOnly(at, locale)}, ${time}`;
}

/** `11월 24일 (화)`, `Tue 24 Nov`. */
export function dateOnly(at: number, locale: Locale): string {
  const date = new Date(at);
  const weekday = weekdays[locale][date.getDay()] ?? '';
  return locale === 'ko'
    ? `${date.getMonth() + 1}월 ${date.getDate()}일 (${weekday})`
    : `${weekday} ${date.getDate()} ${months[date.getMonth()]}`;
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

/** Points without a tail: `10`, `7.5`. */
export function points(n: number): string {
  return String(Math.round(n * 10) / 10);
}

/** Up to two letters that stand for a name: `서연` of `박서연`, `AH` of `Amelia Hart`. */
export function initials(name: string): string {
  const trimmed = name.trim();
  if (/^[\uac00-\ud7a3]{2,}$/.test(trimmed)) return trimmed.slice(-2);
  const words = trimmed.split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
