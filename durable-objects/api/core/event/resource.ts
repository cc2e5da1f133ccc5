import { defineResource } from '../../../apimachinery/resource.ts';
import { eventsV1 } from './events-v1.ts';
import { type Event, eventSchema } from './schema.ts';
import { eventStrategy } from './strategy.ts';
import { eventTable } from './table.ts';

/** Handle of Event: `read.get(events, key)` is `Frozen<Event> | undefined`. */
export const events = defineResource<Event>({
  group: '',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  shortNames: ['ev'],
  namespaced: true,
  schema: eventSchema,
  strategy: eventStrategy,
  table: eventTable,
  versions: [eventsV1],

  selectable: {
    'involvedObject.kind': (event) => event.involvedObject.kind ?? '',
    'involvedObject.namespace': (event) => event.involvedObject.namespace ?? '',
    'involvedObject.name': (event) => event.involvedObject.name ?? '',
    'involvedObject.uid': (event) => event.involvedObject.uid ?? '',
    'involvedObject.apiVersion': (event) => event.involvedObject.apiVersion ?? '',
    'involvedObject.resourceVersion': (event) => event.involvedObject.resourceVersion ?? '',
    'involvedObject.fieldPath': (event) => event.involvedObject.fieldPath ?? '',
    reason: (event) => event.reason ?? '',
    reportingComponent: (event) => event.reportingComponent,
    source: (event) => event.source.component || event.reportingComponent,
    type: (event) => event.type ?? '',
  },
});
