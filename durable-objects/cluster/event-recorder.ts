import { type Event, events } from '../api/index.ts';
import { apiVersionOf } from '../apimachinery/resource.ts';
import { StatusError } from '../apimachinery/status-error.ts';
import type { Client, EventInput, EventRecorder } from '../control/world.ts';
import {
  type Duration,
  formatMicroTime,
  formatTime,
  hour,
  type Instant,
  minute,
  parseTime,
} from '../lib/instant.ts';
import { edit, type Frozen } from '../lib/json.ts';
import { defineIndex, type Reader } from '../storage/store.ts';

/** Events are forgotten an hour after they last happened (kube-apiserver --event-ttl). */
export const eventTtl: Duration = hour;

/** client-go's correlator (tools/record/events_cache.go). */
const similarLimit = 10;
const similarWindow: Duration = 10 * minute;
const burst = 25;
const refill: Duration = 5 * minute;

const byObject = defineIndex(events, (event) => [event.involvedObject.uid ?? '']);

/** Records events as client-go's correlator does: equal ones counted, similar ones combined. */
export function createEventRecorder(read: Reader, client: Client, now: Instant): EventRecorder {
  const earlierThan = (input: EventInput): readonly Frozen<Event>[] =>
    read
      .byIndex(byObject, input.about.metadata.uid)
      .filter((event) => componentOf(event) === input.component);
  const recorder: EventRecorder = {
    record(input) {
      const earlier = earlierThan(input);
      if (isSpam(earlier, now)) return;
      const combined = shouldCombine(earlier, input, now);
      const message = combined ? `(combined from similar events): ${input.message}` : input.message;
      const known = earlier.find((event) =>
        combined ? isSimilar(event, input) && isCombined(event) : isEqual(event, input),
      );
      try {
        if (known) client.update(events, countedUp(known, message, now));
        else client.create(events, newEvent(input, message, now, read));
      } catch (error) {
        // An event that can't be stored, in a namespace that is being deleted, is no failure of
        // what it tells about.
        if (!(error instanceof StatusError)) throw error;
      }
    },
    recordOnce(input) {
      if (!earlierThan(input).some((event) => isEqual(event, input))) recorder.record(input);
    },
  };
  return recorder;
}

function newEvent(input: EventInput, message: string, now: Instant, read: Reader): Event {
  const { about } = input;
  const namespace = about.metadata.namespace ?? 'default';
  // Upstream puts the nanoseconds of the moment into the name; the revision keeps it unique here.
  const moment = BigInt(Math.floor(now)) * 1_000_000n + BigInt(read.revision % 1_000_000);
  return {
    apiVersion: apiVersionOf(events),
    kind: events.kind,
    metadata: {
      name: `${about.metadata.name}.${moment.toString(16)}`,
      namespace,
    } as Event['metadata'],
    involvedObject: {
      apiVersion: about.apiVersion,
      kind: about.kind,
      name: about.metadata.name,
      ...(about.metadata.namespace ? { namespace } : {}),
      uid: about.metadata.uid,
      resourceVersion: about.metadata.resourceVersion,
      ...(input.fieldPath ? { fieldPath: input.fieldPath } : {}),
    },
    type: input.type,
    reason: input.reason,
    message,
    ...timesOf(input, now),
  };
}

/** Who reports, and when, in the old form and in that of events.k8s.io. */
function timesOf(
  { component, host, action }: EventInput,
  now: Instant,
): Pick<Event, 'source' | 'reportingComponent' | 'reportingInstance'> & Partial<Event> {
  if (action !== undefined) {
    const reportingInstance = `${component}-control-plane`;
    const eventTime = formatMicroTime(now);
    return { source: {}, reportingComponent: component, reportingInstance, action, eventTime };
  }
  const at = formatTime(now);
  return {
    source: { component, ...(host ? { host } : {}) },
    reportingComponent: component,
    reportingInstance: host ?? '',
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
  };
}

function componentOf({ source, reportingComponent }: Frozen<Event>): string {
  return source.component || reportingComponent;
}

function countedUp(event: Frozen<Event>, message: string, now: Instant): Frozen<Event> {
  return edit<Event>(event, (draft) => {
    if (draft.eventTime) {
      const count = (draft.series?.count ?? 1) + 1;
      draft.series = { count, lastObservedTime: formatMicroTime(now) };
      return;
    }
    draft.count = (draft.count ?? 1) + 1;
    draft.lastTimestamp = formatTime(now);
    draft.message = message;
  });
}

function isSimilar(event: Frozen<Event>, input: EventInput): boolean {
  return event.type === input.type && event.reason === input.reason;
}

function isEqual(event: Frozen<Event>, input: EventInput): boolean {
  return (
    isSimilar(event, input) &&
    event.message === input.message &&
    event.involvedObject.fieldPath === input.fieldPath
  );
}

function isCombined(event: Frozen<Event>): boolean {
  return event.message?.startsWith('(combined from similar events): ') ?? false;
}

function shouldCombine(
  earlier: readonly Frozen<Event>[],
  input: EventInput,
  now: Instant,
): boolean {
  const recent = earlier.filter(
    (event) => isSimilar(event, input) && now - lastSeen(event) <= similarWindow,
  );
  const messages = new Set(recent.map((event) => event.message));
  return messages.size >= similarLimit && !messages.has(input.message);
}

/** A bucket of 25 events for each object and component, refilled by one in five minutes. */
function isSpam(earlier: readonly Frozen<Event>[], now: Instant): boolean {
  const count = earlier.reduce((sum, event) => sum + (event.series?.count ?? event.count ?? 1), 0);
  if (count < burst) return false;
  const since = Math.min(...earlier.map(firstSeen));
  return count >= burst + Math.floor((now - since) / refill);
}

/** When an event last happened. */
export function lastSeen(event: Frozen<Event>): Instant {
  const { series, lastTimestamp, eventTime, metadata } = event;
  const at = series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? metadata.creationTimestamp;
  return parseTime(at) ?? 0;
}

function firstSeen(event: Frozen<Event>): Instant {
  const { firstTimestamp, eventTime, metadata } = event;
  return parseTime(firstTimestamp ?? eventTime ?? metadata.creationTimestamp) ?? 0;
}
