import { ageOf } from '../../apimachinery/duration.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import { isObject, type JsonObject } from '../../lib/json.ts';
import { pathOf, type RequestOptions, selecting } from '../cluster-client.ts';
import { attempt, KubectlError, StatusFailure, throwAll } from '../failure.ts';
import { sortBy } from '../print/sort.ts';
import { newTableState, rowsOf, tableLines } from '../print/table.ts';
import type { Call } from '../verb.ts';
import {
  type GetTarget,
  sayNothing,
  selectorQuery,
  subresourceOf,
  tableOptions,
} from './get-options.ts';

interface Group {
  readonly resource: Resource;
  readonly tables: readonly JsonObject[];
}

/** Prints what is asked for as tables, one for each kind. */
export function printTables(
  call: Call,
  targets: readonly GetTarget[],
  wide: boolean,
  before: readonly Error[],
): number {
  const { args } = call;
  const groups: Group[] = [];
  const failures = attempt(targets, (target) => {
    const tables: JsonObject[] = [];
    const own = attempt(requestsOf(call, target), (request) => tables.push(...request()));
    groups.push({ resource: target.resource, tables });
    throwAll(own);
  }).filter((error) => !isIgnored(call, error));
  const kinds = new Set(groups.map(({ resource }) => resource));
  let written = 0;
  let last: { resource: Resource; state: ReturnType<typeof newTableState> } | undefined;
  for (const { resource, tables } of groups) {
    const merged = mergeTables(tables, args.text('sort-by'));
    if (!merged || rowsOf(merged).length === 0) continue;
    if (last?.resource !== resource) {
      if (last && !args.is('no-headers') && written > 0) call.out('\n');
      last = { resource, state: newTableState() };
    }
    const options = tableOptions(call, resource, wide, kinds.size > 1);
    call.out(tableLines(merged, last.state, options));
    written += 1;
  }
  const all = [...before, ...failures];
  if (written === 0 && all.length === 0 && !args.is('ignore-not-found')) sayNothing(call, targets);
  throwAll(all);
  return 0;
}

/** True for an object that isn't there and need not be. */
export function isIgnored({ args }: Call, error: Error): boolean {
  return (
    args.is('ignore-not-found') && error instanceof StatusFailure && error.reason === 'NotFound'
  );
}

function requestsOf(call: Call, target: GetTarget): readonly (() => JsonObject[])[] {
  const { resource, names, namespace } = target;
  const { args } = call;
  const extra = args.text('sort-by') === '' ? {} : { includeObject: 'Object' };
  const table = (path: string, query: NonNullable<RequestOptions['query']>): JsonObject =>
    args.is('server-print')
      ? call.cluster.table(path, query)
      : ownTable(call, call.cluster.request('GET', path, { query }));
  if (names.length > 0)
    return names.map((name) => () => {
      const path = pathOf(resource, namespace, name, subresourceOf(call));
      return [table(path, extra)];
    });
  const query = { ...selectorQuery(call), ...extra };
  return [
    () => selecting(resource, query, () => pages(call, pathOf(resource, namespace), query, table)),
  ];
}

/** All chunks of a list as Tables. */
function pages(
  call: Call,
  path: string,
  query: NonNullable<RequestOptions['query']>,
  request: (path: string, query: NonNullable<RequestOptions['query']>) => JsonObject,
): JsonObject[] {
  const limit = call.args.number('chunk-size');
  const tables: JsonObject[] = [];
  for (let next: string | undefined = ''; next !== undefined; ) {
    const table = request(path, {
      ...query,
      limit: limit > 0 ? String(limit) : undefined,
      continue: next || undefined,
    });
    tables.push(table);
    const { continue: more } = isObject(table.metadata) ? table.metadata : {};
    next = typeof more === 'string' && more !== '' ? more : undefined;
  }
  return tables;
}

/** The table that kubectl makes without the server: names and ages. */
function ownTable({ now }: Call, answer: JsonObject): JsonObject {
  const items = Array.isArray(answer.items) ? answer.items.filter(isObject) : [answer];
  const rows = items.map((object) => {
    const { name = '', creationTimestamp } = isObject(object.metadata) ? object.metadata : {};
    return {
      cells: [name, ageOf(typeof creationTimestamp === 'string' ? creationTimestamp : '', now)],
      object,
    };
  });
  return {
    metadata: isObject(answer.metadata) ? answer.metadata : {},
    columnDefinitions: [{ name: 'Name' }, { name: 'Age' }],
    rows,
  };
}

function mergeTables(tables: readonly JsonObject[], field: string): JsonObject | undefined {
  const [first] = tables;
  if (!first) return undefined;
  const rows = tables.flatMap(rowsOf);
  return { ...first, rows: field === '' ? rows : sorted(rows, field) };
}

/** What can't be sorted is not shown, as upstream does. */
function sorted(rows: readonly JsonObject[], field: string): readonly JsonObject[] {
  try {
    return sortBy(rows, field, (row) => row.object ?? null);
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    return [];
  }
}
