import { events } from '../../api/index.ts';
import type { Key } from '../../apimachinery/meta.ts';
import type { Reader } from '../../storage/store.ts';

/** What the last warning about an object says, and how often; undefined when there is none. */
export function warningAbout(
  read: Reader,
  kind: string,
  { namespace, name }: Key,
  ...reasons: readonly string[]
): { readonly message: string; readonly count: number } | undefined {
  let last: { message: string; count: number; at: string } | undefined;
  for (const event of read.list(events, namespace)) {
    const { involvedObject, type, reason = '', message = '', count = 1 } = event;
    if (involvedObject.kind !== kind || involvedObject.name !== name) continue;
    if (type !== 'Warning' || !reasons.includes(reason)) continue;
    const at = event.lastTimestamp ?? event.eventTime ?? '';
    if (!last || at >= last.at) last = { message, count, at };
  }
  return last;
}
