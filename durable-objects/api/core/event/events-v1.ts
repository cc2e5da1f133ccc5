import { type KubeObject, objectMeta } from '../../../apimachinery/meta.ts';
import {
  always,
  type Infer,
  int32,
  microTimeOrNull,
  object,
  present,
  required,
  string,
  timeOrNull,
} from '../../../apimachinery/schema.ts';
import { defineVersion } from '../../../apimachinery/version.ts';
import type { Frozen } from '../../../lib/json.ts';
import { objectReference } from '../../pod-template/reference.ts';
import { type Event, eventSource } from './schema.ts';

export const eventsV1Series = object('io.k8s.api.events.v1.EventSeries', {
  count: required(int32()),
  lastObservedTime: required(microTimeOrNull()),
});

export const eventsV1Schema = object('io.k8s.api.events.v1.Event', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: required(objectMeta),
  eventTime: required(microTimeOrNull()),
  series: eventsV1Series,
  reportingController: always(string()),
  reportingInstance: always(string()),
  action: string(),
  reason: string(),
  regarding: present(objectReference),
  related: objectReference,
  note: string(),
  type: string(),
  deprecatedSource: present(eventSource),
  deprecatedFirstTimestamp: timeOrNull(),
  deprecatedLastTimestamp: timeOrNull(),
  deprecatedCount: int32(),
});
export type EventsV1Event = Infer<typeof eventsV1Schema>;

/** `events.k8s.io/v1`: the same events with other names; follows pkg/apis/events/v1. */
export const eventsV1 = defineVersion<EventsV1Event, Event>({
  group: 'events.k8s.io',
  version: 'v1',
  schema: eventsV1Schema,

  toStored({ series, ...event }) {
    const { reportingController, regarding, note, deprecatedSource, ...rest } = event;
    const { deprecatedFirstTimestamp, deprecatedLastTimestamp, deprecatedCount, ...same } = rest;
    return withoutUndefined<Event>({
      ...same,
      involvedObject: regarding,
      message: note,
      source: deprecatedSource,
      firstTimestamp: deprecatedFirstTimestamp,
      lastTimestamp: deprecatedLastTimestamp,
      count: deprecatedCount,
      series,
      reportingComponent: reportingController,
    });
  },

  fromStored({ reportingComponent, involvedObject, message, source, ...event }) {
    const { firstTimestamp, lastTimestamp, count, series, ...same } = event;
    return withoutUndefined<EventsV1Event>({
      ...same,
      // A series without these is written as it is: `0` and `null`.
      series: series && ({ count: 0, ...series } as EventsV1Event['series']),
      regarding: involvedObject,
      note: message,
      deprecatedSource: source,
      deprecatedFirstTimestamp: firstTimestamp,
      deprecatedLastTimestamp: lastTimestamp,
      deprecatedCount: count,
      reportingController: reportingComponent,
    });
  },

  selectable: {
    reason: ({ reason }) => reason ?? '',
    'regarding.kind': ({ regarding }) => regarding.kind ?? '',
    'regarding.namespace': ({ regarding }) => regarding.namespace ?? '',
    'regarding.name': ({ regarding }) => regarding.name ?? '',
    'regarding.uid': ({ regarding }) => regarding.uid ?? '',
    'regarding.apiVersion': ({ regarding }) => regarding.apiVersion ?? '',
    'regarding.resourceVersion': ({ regarding }) => regarding.resourceVersion ?? '',
    'regarding.fieldPath': ({ regarding }) => regarding.fieldPath ?? '',
    reportingController: ({ reportingController }) => reportingController,
    type: ({ type }) => type ?? '',
  },
});

/** A member that is renamed may be absent, which is not the same as undefined. */
function withoutUndefined<T extends KubeObject>(
  draft: {
    readonly [K in keyof T]?: T[K] | Frozen<T[K]> | undefined;
  },
): T {
  return Object.fromEntries(
    Object.entries(draft).filter(([, value]) => value !== undefined),
  ) as unknown as T;
}
