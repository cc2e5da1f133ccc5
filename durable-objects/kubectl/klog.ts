import { formatTime, type Instant } from '../lib/instant.ts';

/** A warning as klog writes it: with the time, the process and the place in the source. */
export function klogWarning(now: Instant, pid: number, place: string, text: string): string {
  const [, month, day, time] = /^\d+-(\d\d)-(\d\d)T([\d:]+)/.exec(formatTime(now)) ?? [];
  return `W${month}${day} ${time}.000000 ${String(pid).padStart(7)} ${place}] ${text}\n`;
}
