import { objectMeta } from '../../../apimachinery/meta.ts';
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
import { objectReference } from '../../pod-template/reference.ts';

export const eventSource = object('io.k8s.api.core.v1.EventSource', {
  component: string(),
  host: string(),
});
export type EventSource = Infer<typeof eventSource>;

export const eventSeries = object('io.k8s.api.core.v1.EventSeries', {
  count: int32(),
  lastObservedTime: microTimeOrNull(),
});
export type EventSeries = Infer<typeof eventSeries>;

export const eventSchema = object('io.k8s.api.core.v1.Event', {
  apiVersion: present(string()),
  kind: present(string()),
  metadata: required(objectMeta),
  involvedObject: required(objectReference),
  reason: string(),
  message: string(),
  source: present(eventSource),
  firstTimestamp: timeOrNull(),
  lastTimestamp: timeOrNull(),
  count: int32(),
  type: string(),
  eventTime: microTimeOrNull(),
  series: eventSeries,
  action: string(),
  related: objectReference,
  reportingComponent: always(string()),
  reportingInstance: always(string()),
});
export type Event = Infer<typeof eventSchema>;
