import { textColumns, wideColumns } from '../../../apimachinery/columns.ts';
import { ageOf } from '../../../apimachinery/duration.ts';
import type { TableConvertor } from '../../../apimachinery/resource.ts';
import type { Frozen } from '../../../lib/json.ts';
import type { Event } from './schema.ts';

/** Columns of `kubectl get events`; follows printEvent of pkg/printers/internalversion. */
export const eventTable: TableConvertor<Event> = {
  columns: [
    ...textColumns('Last Seen', 'Type', 'Reason', 'Object'),
    ...wideColumns('Subobject', 'Source'),
    ...textColumns('Message'),
    ...wideColumns('First Seen', 'Count'),
    { name: 'Name', type: 'string', format: 'name', priority: 1 },
  ],
  cells(event, now) {
    const { involvedObject, series } = event;
    const first = ageOf(event.firstTimestamp || event.eventTime, now);
    const last = event.lastTimestamp ? ageOf(event.lastTimestamp, now) : first;
    const kind = (involvedObject.kind ?? '').toLowerCase();
    return [
      series ? ageOf(series.lastObservedTime, now) : last,
      event.type ?? '',
      event.reason ?? '',
      involvedObject.name ? `${kind}/${involvedObject.name}` : kind,
      involvedObject.fieldPath ?? '',
      sourceText(event),
      (event.message ?? '').trim(),
      first,
      series ? (series.count ?? 0) : event.count || 1,
      event.metadata.name,
    ];
  },
};

function sourceText({ source, reportingComponent, reportingInstance }: Frozen<Event>): string {
  const component = source.component || reportingComponent;
  const host = source.host || reportingInstance;
  return host ? `${component}, ${host}` : component;
}
