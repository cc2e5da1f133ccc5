import { clockTime } from '../copy/format.ts';
import { copy } from '../copy/index.ts';
import type { ClusterState } from '../state/cluster.ts';
import { ofKind } from '../state/objects.ts';
import { timeOf } from './pods.ts';

interface EventsViewProps {
  readonly state: ClusterState;
  readonly namespace: string;
}

/** What the cluster's parts have said, newest first. */
export function EventsView({ state, namespace }: EventsViewProps) {
  const c = copy();
  const events = ofKind(state.objects, 'Event')
    .filter((event) => event.metadata.namespace === namespace)
    .toSorted((a, b) => timeOf(b).localeCompare(timeOf(a)));
  const { when, type, reason, object, message } = c.eventColumns;
  if (events.length === 0) return <p class="note-line">{c.noEvents}</p>;
  return (
    <div class="map-scroll table">
      <table class="rows">
        <thead>
          <tr>
            {[when, type, reason, object, message].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {events.map((event) => {
            const of = event.involvedObject ?? event.regarding;
            return (
              <tr key={event.metadata.uid}>
                <td class="mono dim">{clockTime(Date.parse(timeOf(event)))}</td>
                <td class={event.type === 'Warning' ? 'wait' : 'dim'}>{event.type}</td>
                <td>{event.reason}</td>
                <td class="mono">
                  {of?.kind?.toLowerCase()}/{of?.name}
                </td>
                <td>
                  {event.message ?? event.note}
                  {(event.count ?? 1) > 1 && <span class="dim"> (x{event.count})</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
