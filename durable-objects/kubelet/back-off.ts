import type { Duration } from '../lib/instant.ts';
import type { BackOff } from './container-state.ts';
import { timing } from './limits.ts';

/** The next entry after a failure: ten seconds first, then doubled; forgotten after ten minutes. */
export function nextBackOff(entry: BackOff | undefined, at: Duration): BackOff {
  if (!entry || isExpired(entry, at)) return { ms: timing.firstBackOff, updatedAt: at };
  return { ms: Math.min(entry.ms * 2, timing.longestBackOff), updatedAt: at };
}

/** When something that failed at `failedAt` may be tried again; undefined: at once. */
export function backOffEnd(entry: BackOff | undefined, failedAt: Duration): Duration | undefined {
  if (!entry || isExpired(entry, failedAt)) return undefined;
  return failedAt + entry.ms;
}

function isExpired(entry: BackOff, at: Duration): boolean {
  return at - entry.updatedAt > 2 * timing.longestBackOff;
}

/** A length as Go's time.Duration prints it: `10s`, `2m40s`, `5m0s`, `1.23s`, `456ms`. */
export function goDuration(ms: Duration): string {
  if (ms === 0) return '0s';
  if (ms < 1_000) return `${ms}ms`;
  const seconds = (ms % 60_000) / 1_000;
  const minutes = Math.floor(ms / 60_000);
  if (minutes === 0) return `${seconds}s`;
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes}m${seconds}s` : `${hours}h${minutes % 60}m${seconds}s`;
}
