import { civil, type Duration, day, hour, type Instant, instantOf } from '../../lib/instant.ts';

/** How far a zone's clocks are ahead of UTC at an instant. */
export type TimeZone = (at: Instant) => Duration;

export const utc: TimeZone = () => 0;

/**
 * A zone of the IANA data base; undefined when it isn't known here. The rules are those of 2026:
 * what a zone did before does not matter to a schedule.
 */
export function findZone(name: string): TimeZone | undefined {
  const ahead = fixed.get(name) ?? etcetera(name);
  if (ahead !== undefined) return () => ahead * hour;
  for (const { rule, zones } of summers) {
    const standard = zones.get(name);
    if (standard !== undefined) return (at) => offsetAt(rule, standard * hour, at);
  }
  return undefined;
}

/** `Etc/GMT+5` is west of Greenwich, as POSIX has it. */
function etcetera(name: string): number | undefined {
  const match = /^Etc\/GMT(?:-([1-9]|1[0-4])|\+([1-9]|1[0-2]))$/.exec(name);
  return match ? Number(match[1] ?? 0) - Number(match[2] ?? 0) : undefined;
}

/** A change of the clocks: the nth Sunday of a month (-1 is the last), at an hour. */
interface Turn {
  readonly month: number;
  readonly sunday: number;
  readonly hour: number;
}

interface Rule {
  readonly begin: Turn;
  readonly end: Turn;
  /** Whether the hours are UTC's; otherwise those of standard time. */
  readonly inUtc?: true;
}

function offsetAt({ begin, end, inUtc }: Rule, standard: Duration, at: Instant): Duration {
  const { year } = civil(at + standard);
  const shift = inUtc ? 0 : standard;
  const [from, to] = [begin, end].map((turn) => turnOf(year, turn) - shift);
  if (from === undefined || to === undefined) return standard;
  // In the south summer begins in one year and ends in the next.
  const isSummer = from < to ? at >= from && at < to : at >= from || at < to;
  return isSummer ? standard + hour : standard;
}

function turnOf(year: number, turn: Turn): Instant {
  const first = instantOf(year, turn.month, 1);
  const toSunday = (7 - civil(first).weekday) % 7;
  if (turn.sunday > 0) return first + (toSunday + 7 * (turn.sunday - 1)) * day + turn.hour * hour;
  const next = instantOf(year, turn.month + 1, 1);
  const back = civil(next).weekday || 7;
  return next - back * day + turn.hour * hour;
}

/** `Name Name=hours ...`: names take the hours that follow them. */
function zonesOf(notation: string): ReadonlyMap<string, number> {
  const zones = new Map<string, number>();
  for (const group of notation.trim().split('\n')) {
    const [hours = '', ...names] = group.trim().split(' ');
    for (const name of names) zones.set(name, Number(hours));
  }
  return zones;
}

/** Zones without summer time, by their hours ahead of UTC. */
const fixed = zonesOf(`
0 UTC Etc/UTC Etc/UCT UCT Zulu Etc/Zulu Universal Etc/Universal GMT Etc/GMT Greenwich GMT0 Africa/Abidjan Africa/Accra Africa/Dakar Atlantic/Reykjavik
1 Africa/Lagos Africa/Algiers Africa/Tunis Africa/Kinshasa Africa/Casablanca
2 Africa/Johannesburg Africa/Harare Africa/Maputo Africa/Khartoum Africa/Tripoli Europe/Kaliningrad
3 Europe/Moscow Europe/Istanbul Europe/Minsk Asia/Riyadh Asia/Baghdad Asia/Kuwait Asia/Qatar Africa/Nairobi Africa/Addis_Ababa Asia/Amman Asia/Damascus
3.5 Asia/Tehran
4 Asia/Dubai Asia/Baku Asia/Tbilisi Asia/Yerevan Europe/Samara Indian/Mauritius
4.5 Asia/Kabul
5 Asia/Karachi Asia/Tashkent Asia/Yekaterinburg Asia/Almaty Indian/Maldives
5.5 Asia/Kolkata Asia/Calcutta Asia/Colombo
5.75 Asia/Kathmandu
6 Asia/Dhaka Asia/Omsk Asia/Bishkek Asia/Thimphu
6.5 Asia/Yangon
7 Asia/Bangkok Asia/Ho_Chi_Minh Asia/Saigon Asia/Jakarta Asia/Novosibirsk Asia/Phnom_Penh Asia/Vientiane
8 Asia/Shanghai PRC Asia/Hong_Kong Hongkong Asia/Taipei Asia/Singapore Singapore Asia/Kuala_Lumpur Asia/Manila Asia/Macau Asia/Ulaanbaatar Asia/Irkutsk Australia/Perth
9 Asia/Seoul ROK Asia/Pyongyang Asia/Tokyo Japan Asia/Yakutsk Pacific/Palau
9.5 Australia/Darwin
10 Australia/Brisbane Asia/Vladivostok Pacific/Guam Pacific/Port_Moresby
11 Asia/Magadan Pacific/Noumea Pacific/Guadalcanal
12 Pacific/Fiji Asia/Kamchatka
13 Pacific/Tongatapu Pacific/Apia
14 Pacific/Kiritimati
-1 Atlantic/Cape_Verde
-3 America/Sao_Paulo America/Argentina/Buenos_Aires America/Buenos_Aires America/Montevideo America/Bahia America/Fortaleza
-4 America/Caracas America/La_Paz America/Puerto_Rico America/Manaus America/Santo_Domingo
-5 America/Bogota America/Lima America/Panama America/Jamaica America/Guayaquil America/Cancun EST
-6 America/Mexico_City America/Costa_Rica America/Guatemala America/El_Salvador America/Regina America/Monterrey
-7 America/Phoenix US/Arizona America/Hermosillo MST
-10 Pacific/Honolulu US/Hawaii HST Pacific/Tahiti
-11 Pacific/Pago_Pago Pacific/Midway
`);

/** Zones with summer time, by their hours ahead of UTC in winter. */
const summers: readonly { readonly rule: Rule; readonly zones: ReadonlyMap<string, number> }[] = [
  {
    rule: {
      begin: { month: 3, sunday: -1, hour: 1 },
      end: { month: 10, sunday: -1, hour: 1 },
      inUtc: true,
    },
    zones: zonesOf(`
0 Europe/London GB Europe/Belfast Europe/Jersey Europe/Dublin Eire Europe/Lisbon Portugal WET Atlantic/Canary Atlantic/Madeira
1 Europe/Paris Europe/Berlin Europe/Madrid Europe/Rome Europe/Amsterdam Europe/Brussels Europe/Vienna Europe/Zurich Europe/Stockholm Europe/Oslo Europe/Copenhagen Europe/Prague Europe/Warsaw Poland Europe/Budapest Europe/Belgrade Europe/Zagreb Europe/Ljubljana Europe/Bratislava Europe/Luxembourg Europe/Malta Europe/Monaco Europe/Tirane Europe/Sarajevo Europe/Skopje CET MET
2 Europe/Athens Europe/Helsinki Europe/Kyiv Europe/Kiev Europe/Bucharest Europe/Sofia Europe/Riga Europe/Tallinn Europe/Vilnius Asia/Nicosia EET
-1 Atlantic/Azores
`),
  },
  {
    rule: { begin: { month: 3, sunday: 2, hour: 2 }, end: { month: 11, sunday: 1, hour: 1 } },
    zones: zonesOf(`
-3.5 America/St_Johns Canada/Newfoundland
-4 America/Halifax Canada/Atlantic Atlantic/Bermuda
-5 America/New_York US/Eastern EST5EDT America/Toronto Canada/Eastern America/Detroit US/Michigan America/Montreal America/Nassau
-6 America/Chicago US/Central CST6CDT America/Winnipeg Canada/Central
-7 America/Denver US/Mountain MST7MDT America/Boise America/Edmonton Canada/Mountain
-8 America/Los_Angeles US/Pacific PST8PDT America/Vancouver Canada/Pacific America/Tijuana
-9 America/Anchorage US/Alaska America/Juneau
`),
  },
  {
    rule: { begin: { month: 10, sunday: 1, hour: 2 }, end: { month: 4, sunday: 1, hour: 2 } },
    zones: zonesOf(`
10 Australia/Sydney Australia/NSW Australia/ACT Australia/Canberra Australia/Melbourne Australia/Victoria Australia/Hobart Australia/Tasmania
9.5 Australia/Adelaide Australia/South
`),
  },
  {
    rule: { begin: { month: 9, sunday: -1, hour: 2 }, end: { month: 4, sunday: 1, hour: 2 } },
    zones: zonesOf('12 Pacific/Auckland NZ Antarctica/McMurdo'),
  },
];
