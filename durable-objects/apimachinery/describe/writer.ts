import { civil, parseTime } from '../../lib/instant.ts';
import { alignTabs } from '../../lib/tab-writer.ts';

/**
 * Collects the lines of a description; tabs become columns at the end.
 * Follows PrefixWriter of k8s.io/kubectl/pkg/describe.
 */
export class DescribeWriter {
  #done = '';
  #open = '';

  /** Adds text after `level` times two spaces; the text brings its own line end. */
  write(level: number, text: string): void {
    this.#open += escapeControls('  '.repeat(level) + text);
  }

  /** Adds a whole line. */
  line(level: number, text: string): void {
    this.write(level, `${text}\n`);
  }

  /** Adds `Title:\tvalue`. */
  field(level: number, title: string, value: string | number | boolean | undefined): void {
    this.line(level, `${title}:\t${value ?? ''}`);
  }

  /** What is written from here on has columns of its own. */
  flush(): void {
    this.#done += alignTabs(this.#open, { minWidth: 0, padding: 2 });
    this.#open = '';
  }

  /** What has been written since the last flush, with its tabs. */
  raw(): string {
    return this.#open;
  }

  toString(): string {
    this.flush();
    return this.#done;
  }
}

/** The text that `fill` writes. */
export function describeText(fill: (writer: DescribeWriter) => void): string {
  const writer = new DescribeWriter();
  fill(writer);
  return writer.toString();
}

/** An object's timestamp as RFC 1123 with a numeric zone: `Fri, 20 Nov 2026 12:37:12 +0000`. */
export function longTime(timestamp: string | undefined | null): string {
  const at = timestamp ? parseTime(timestamp) : undefined;
  // Go's zero time.
  if (at === undefined) return 'Mon, 01 Jan 0001 00:00:00 +0000';
  const { year, month, day, weekday, rest } = civil(at);
  const seconds = Math.floor(rest / 1_000);
  const clock = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const date = `${weekdays[weekday]}, ${pad(day)} ${months[month - 1]} ${String(year).padStart(4, '0')}`;
  return `${date} ${clock.map(pad).join(':')} +0000`;
}

/** An object's timestamp as Go prints one: `2026-11-20 12:37:12 +0000 UTC`. */
export function goTime(timestamp: string | undefined): string {
  return `${(timestamp ?? '0001-01-01T00:00:00Z').replace('T', ' ').replace('Z', '')} +0000 UTC`;
}

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Keeps what an object says from steering the terminal. */
function escapeControls(text: string): string {
  return text.replaceAll('\x1b', '^[').replaceAll('\r', '\\r');
}
