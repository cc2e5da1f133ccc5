import { type Frozen, isObject } from '../../lib/json.ts';
import { ageOf } from '../duration.ts';
import type { KubeObject } from '../meta.ts';
import type { DescribeContext } from '../resource.ts';
import type { DescribeWriter } from './writer.ts';

/** The table of events at the end of a description; its columns are its own. */
export function writeEvents(
  writer: DescribeWriter,
  object: Frozen<KubeObject>,
  context: DescribeContext,
): void {
  const events = context.events(object);
  if (!events) return;
  if (events.length === 0) {
    writer.field(0, 'Events', '<none>');
    return;
  }
  writer.flush();
  writer.write(0, 'Events:\n  Type\tReason\tAge\tFrom\tMessage\n');
  writer.line(1, '----\t------\t----\t----\t-------');
  for (const event of events) {
    const source = textOf(event, 'source', 'component') || textOf(event, 'reportingComponent');
    const place = textOf(event, 'involvedObject', 'fieldPath');
    const message = `${place === '' ? '' : `${place}: `}${textOf(event, 'message').trim()}`;
    const cells = [textOf(event, 'type'), textOf(event, 'reason'), interval(event, context.now)];
    writer.line(1, [...cells, source, message].join('\t'));
  }
}

/** `3s`, or `3s (x2 over 4s)` for an event that was seen several times. */
function interval(event: Frozen<KubeObject>, now: number): string {
  const first = textOf(event, 'eventTime') || textOf(event, 'firstTimestamp');
  const series = valueAt(event, ['series']);
  if (isObject(series))
    return `${ageOf(textOf(event, 'series', 'lastObservedTime'), now)} (x${String(series.count)} over ${ageOf(first, now)})`;
  const count = valueAt(event, ['count']);
  if (typeof count === 'number' && count > 1)
    return `${ageOf(textOf(event, 'lastTimestamp'), now)} (x${count} over ${ageOf(first, now)})`;
  return ageOf(first, now);
}

/** Events are read by path here, because this folder knows no kinds. */
function textOf(event: Frozen<KubeObject>, ...path: readonly string[]): string {
  const value = valueAt(event, path);
  return typeof value === 'string' ? value : '';
}

function valueAt(event: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isObject(at) ? at[name] : undefined), event);
}
