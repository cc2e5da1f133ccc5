import type { StreamPosition } from '../../apimachinery/api-client.ts';
import { isObject, type Json, type JsonObject } from '../../lib/json.ts';
import { pathOf } from '../cluster-client.ts';
import { KubectlError, StatusFailure } from '../failure.ts';
import { newPrintState, type Output, type PrintState } from '../print/output.ts';
import { newTableState, type TableState, tableLines } from '../print/table.ts';
import { type Call, type Outcome, whenChanged } from '../verb.ts';
import { readEvents } from '../watch-events.ts';
import { objectsIn, printObjects } from './get-objects.ts';
import {
  type GetTarget,
  outputOf,
  sayNothing,
  selectorQuery,
  tableOptions,
  targetsOf,
} from './get-options.ts';
import { printTables } from './get-tables.ts';

/** A watch between two looks at it: plain JSON. */
interface WatchWork {
  position: StreamPosition;
  table: TableState;
  printed: PrintState;
  /** The first event of a watch of one object says what was printed already. */
  skipFirst: boolean;
}

/** `get -w`: prints what there is and goes on with what changes. */
export function startWatch(call: Call, targets: readonly GetTarget[], output: Output): Outcome {
  const { args, cluster } = call;
  const [target] = targets;
  if (!target || targets.length > 1)
    throw new KubectlError('you may only specify a single resource type');
  if (target.names.length > 1) {
    if (output.form === 'table') printTables(call, targets, output.wide, []);
    else printObjects(call, targets, output.print, []);
    throw new KubectlError('you may only watch a single resource or type of resource at a time');
  }
  const [name] = target.names;
  const isTable = output.form === 'table';
  const path = pathOf(target.resource, target.namespace, name);
  const work: WatchWork = {
    position: { type: 'watch' },
    table: newTableState(),
    printed: newPrintState(),
    skipFirst: name !== undefined,
  };
  const first = isTable
    ? cluster.table(path, selectorQuery(call))
    : cluster.request('GET', path, { query: selectorQuery(call) });
  if (!args.is('watch-only')) printFirst(call, target, output, work, first);
  const version = isObject(first.metadata) ? String(first.metadata.resourceVersion ?? '') : '';
  const query =
    name === undefined
      ? { ...selectorQuery(call), resourceVersion: version }
      : { fieldSelector: `metadata.name=${name}`, resourceVersion: '0' };
  const listPath = pathOf(target.resource, target.namespace);
  work.position = cluster.watch(listPath, query, isTable);
  return goOn(call, target, output, work);
}

/** Prints what came since. */
export function resumeWatch(work: Json, call: Call): Outcome {
  const [target] = targetsOf(call).targets;
  if (!target) return 1;
  // The work is what startWatch left, and JSON all along.
  return goOn(call, target, outputOf(call), work as unknown as WatchWork);
}

function printFirst(
  call: Call,
  target: GetTarget,
  output: Output,
  work: WatchWork,
  first: JsonObject,
): void {
  if (output.form === 'table') {
    const options = tableOptions(call, target.resource, output.wide, false);
    const lines = tableLines(first, work.table, options, 'ADDED');
    if (lines === '' && target.names.length === 0) sayNothing(call, [target]);
    call.out(lines);
    return;
  }
  for (const item of objectsIn(first, target.resource.kind))
    call.out(output.print(asEvent(call, 'ADDED', item), work.printed));
}

/** What is printed for an event: the object, or with `--output-watch-events` the whole. */
function asEvent({ args }: Call, type: string, object: JsonObject): JsonObject {
  return args.is('output-watch-events') ? { object, type } : object;
}

function goOn(call: Call, target: GetTarget, output: Output, work: WatchWork): Outcome {
  const { chunks, next } = call.cluster.poll(work.position);
  for (const { type, object } of readEvents(chunks)) {
    if (type === 'ERROR') throw new StatusFailure(object);
    if (type === 'BOOKMARK') continue;
    if (work.skipFirst) {
      work.skipFirst = false;
      continue;
    }
    if (output.form === 'objects')
      call.out(output.print(asEvent(call, type, object), work.printed));
    else {
      const options = tableOptions(call, target.resource, output.wide, false);
      call.out(tableLines(object, work.table, options, type));
    }
  }
  if (!next) return 0;
  work.position = next;
  return whenChanged(work as unknown as Json);
}
