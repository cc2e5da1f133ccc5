import type { StreamPosition } from '../../apimachinery/api-client.ts';
import { ageOf } from '../../apimachinery/duration.ts';
import { type Instant, parseTime } from '../../lib/instant.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { BareError, KubectlError, StatusFailure } from '../failure.ts';
import { flag } from '../flags.ts';
import { newPrintState, type PrintState } from '../print/output.ts';
import { alignRemembering, newTableState, type TableState } from '../print/table.ts';
import { type Call, type Outcome, type Verb, whenChanged } from '../verb.ts';
import { readEvents } from '../watch-events.ts';
import { allNamespacesFlag, chunkSizeFlag } from './get-flags.ts';
import { objectOutput, objectPrintFlags } from './object-output.ts';

/** `kubectl events`. Follows k8s.io/kubectl/pkg/cmd/events. */
export const events: Verb = {
  name: 'events',
  short: 'List events',
  long: `Display events.

 Prints a table of the most important information about events. You can request events for a namespace, for all namespace, or filtered to only those pertaining to a specified resource.`,
  examples: `  # What has happened in this namespace
  kubectl events

  # What happens to a pod, from now on too
  kubectl events --for pod/web-0 --watch

  # Warnings of all namespaces
  kubectl events --types=Warning -A`,
  usage:
    'events [(-o|--output=)json|yaml|kyaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file] [--for TYPE/NAME] [--watch] [--types=Normal,Warning] [options]',
  flags: [
    allNamespacesFlag,
    chunkSizeFlag,
    flag("--for=''", 'Filter events to only those pertaining to the specified resource.'),
    flag('--no-headers=false', "When using the default output format, don't print headers."),
    ...objectPrintFlags,
    flag('--types=[]', 'Output only events of given types.'),
    flag('-w, --watch=false', 'After listing the requested events, watch for more events.'),
  ],
  run(call) {
    const { args, cluster, err } = call;
    for (const type of args.list('types'))
      if (!/^(normal|warning)$/i.test(type))
        throw new KubectlError('valid --types are Normal or Warning');
    const print = objectOutput(call, { isTyped: true });
    const resource = call.kinds.require('events');
    const namespace = args.is('all-namespaces') ? '' : call.namespace;
    const query = { fieldSelector: aboutWhat(call) };
    const { items, resourceVersion } = cluster.list(resource, namespace, query);
    const chosen = items.filter((event) => isOfType(call, event)).sort(byTime);
    const work: EventsWork = {
      position: { type: 'watch' },
      table: newTableState(),
      printed: newPrintState(),
    };
    if (args.is('watch')) {
      for (const event of chosen) show(call, event, work);
      const path = pathOf(resource, namespace);
      work.position = cluster.watch(path, { ...query, resourceVersion }, false);
      return goOn(call, work);
    }
    if (chosen.length === 0) {
      err(namespace === '' ? 'No events found.\n' : `No events found in ${namespace} namespace.\n`);
      return 0;
    }
    // Upstream's name printer finds no names in this list.
    if (print && args.text('output') === 'name') return 0;
    if (print) call.out(print(eventList(chosen), work.printed));
    else call.out(lines(call, chosen, work.table));
    return 0;
  },
  // The work is what run left, and JSON all along.
  resume: (work, call) => goOn(call, work as unknown as EventsWork),
};

/** Members in the order of Go's structs. */
function eventList(all: readonly JsonObject[]): JsonObject {
  const items = all.map(({ kind = '', apiVersion = '', ...event }) => ({
    kind,
    apiVersion,
    ...event,
  }));
  return { kind: 'EventList', apiVersion: 'v1', metadata: {}, items };
}

/** A watch between two looks at it: plain JSON. */
interface EventsWork {
  position: StreamPosition;
  table: TableState;
  printed: PrintState;
}

function goOn(call: Call, work: EventsWork): Outcome {
  const { chunks, next } = call.cluster.poll(work.position);
  for (const { type, object } of readEvents(chunks)) {
    if (type === 'ERROR') throw new StatusFailure(object);
    if (type !== 'BOOKMARK' && type !== 'DELETED' && isOfType(call, object))
      show(call, object, work);
  }
  if (!next) return 0;
  work.position = next;
  return whenChanged(work as unknown as Json);
}

function show(call: Call, event: JsonObject, work: EventsWork): void {
  const print = objectOutput(call);
  call.out(print ? print(event, work.printed) : lines(call, [event], work.table));
}

/** The field selector for `--for TYPE/NAME`. */
function aboutWhat({ args, kinds }: Call): string | undefined {
  const what = args.text('for');
  if (what === '') return undefined;
  const [type = '', name = '', ...others] = what.split('/');
  if (name === '' || others.length > 0)
    throw new KubectlError('--for must be in resource/name form');
  const resource = kinds.find(type);
  if (!resource)
    throw new BareError(`the server doesn't have a resource type ${JSON.stringify(type)}`);
  return `involvedObject.kind=${resource.kind},involvedObject.name=${name}`;
}

function isOfType({ args }: Call, { type }: JsonObject): boolean {
  const types = args.list('types');
  const own = String(type).toLowerCase();
  return types.length === 0 || types.some((one) => one.toLowerCase() === own);
}

function lines({ args, now }: Call, all: readonly JsonObject[], state: TableState): string {
  const isWide = args.is('all-namespaces');
  const rows = all.map((event) => {
    const { kind = '', name = '' } = isObject(event.involvedObject) ? event.involvedObject : {};
    const { namespace = '' } = isObject(event.metadata) ? event.metadata : {};
    return [
      ...(isWide ? [String(namespace)] : []),
      intervalOf(event, now),
      String(event.type ?? ''),
      String(event.reason ?? ''),
      `${kind}/${name}`,
      String(event.message ?? '').trim(),
    ];
  });
  const headers = ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE'];
  const isHeaded = state.hasHeader || args.is('no-headers');
  state.hasHeader = true;
  const head = isHeaded ? [] : [isWide ? ['NAMESPACE', ...headers] : headers];
  return alignRemembering([...head, ...rows], state);
}

function intervalOf(event: JsonObject, now: Instant): string {
  const since = (time: Json | undefined): string =>
    ageOf(typeof time === 'string' ? time : '', now);
  const first = since(event.eventTime ?? event.firstTimestamp);
  if (isObject(event.series))
    return `${since(event.series.lastObservedTime)} (x${event.series.count} over ${first})`;
  const count = Number(event.count ?? 0);
  return count > 1 ? `${since(event.lastTimestamp)} (x${count} over ${first})` : first;
}

function byTime(a: JsonObject, b: JsonObject): number {
  return timeOf(a) - timeOf(b);
}

function timeOf({ series, lastTimestamp, eventTime }: JsonObject): Instant {
  const time = isObject(series) ? series.lastObservedTime : (lastTimestamp ?? eventTime);
  return (typeof time === 'string' ? parseTime(time) : undefined) ?? 0;
}
