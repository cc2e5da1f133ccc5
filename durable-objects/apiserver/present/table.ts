import type { KubeObject } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import { badRequest } from '../../apimachinery/status-error.ts';
import { type Duration, formatTime, type Instant, parseTime } from '../../lib/instant.ts';
import type { Frozen, Json, JsonObject } from '../../lib/json.ts';
import { partialObject } from './partial.ts';
import { wireObject } from './wire.ts';

export const includeObjectPolicies = ['Metadata', 'Object', 'None'] as const;
export type IncludeObject = (typeof includeObjectPolicies)[number];

/** What is needed to print rows. */
export interface TableContext {
  readonly resource: Resource;
  readonly now: Instant;
  readonly clockSkipped: Duration;
  readonly includeObject: IncludeObject;
  readonly metaVersion: string;
}

/** Reads `?includeObject=`. Throws BadRequest. */
export function parseIncludeObject(text: string): IncludeObject {
  if (text === '') return 'Metadata';
  const policy = includeObjectPolicies.find((one) => one === text);
  if (policy) return policy;
  throw badRequest(`unrecognized includeObject value: ${JSON.stringify(text)}`);
}

/** `meta.k8s.io Table` of some objects; `withColumns` false leaves out what was said before. */
export function tableOf(
  context: TableContext,
  objects: readonly Frozen<KubeObject>[],
  metadata: JsonObject,
  withColumns = true,
): JsonObject {
  const { order } = context.resource.table;
  const sorted = order ? [...objects].sort(order) : objects;
  return {
    kind: 'Table',
    apiVersion: `meta.k8s.io/${context.metaVersion}`,
    metadata,
    columnDefinitions: withColumns ? columnDefinitions(context.resource) : null,
    rows: sorted.map((object) => row(context, object)),
  };
}

function columnDefinitions({ table }: Resource): readonly JsonObject[] {
  return table.columns.map(({ name, type, format, description, priority }) => ({
    name,
    type,
    format: format ?? '',
    description: description ?? '',
    priority: priority ?? 0,
  }));
}

function row(context: TableContext, object: Frozen<KubeObject>): JsonObject {
  const { table } = context.resource;
  const cells = table
    .cells(object, context.now)
    .map((cell, i) =>
      table.columns[i]?.type === 'date' ? shiftedDate(cell, context.clockSkipped) : cell,
    );
  const conditions = table.conditions?.(object) ?? [];
  return {
    cells,
    ...(conditions.length > 0 ? { conditions } : {}),
    object: rowObject(context, object),
  };
}

/** Ages are reckoned by the cluster's clock, but a date is shown as it leaves the API. */
function shiftedDate(cell: Json, clockSkipped: Duration): Json {
  const at = typeof cell === 'string' ? parseTime(cell) : undefined;
  return at === undefined ? cell : formatTime(at - clockSkipped);
}

function rowObject(context: TableContext, object: Frozen<KubeObject>): Json {
  const { includeObject, resource, clockSkipped, metaVersion } = context;
  switch (includeObject) {
    case 'None':
      return null;
    case 'Object':
      return wireObject(resource, object, clockSkipped);
    case 'Metadata':
      return partialObject(object, clockSkipped, metaVersion);
  }
}
