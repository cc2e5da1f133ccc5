import type { CustomResourceColumnDefinition } from '../api/apiextensions/customresourcedefinition/schema.ts';
import { nameColumn } from '../apimachinery/columns.ts';
import { humanDuration } from '../apimachinery/duration.ts';
import { type JsonPath, parseJsonPath, showValue } from '../apimachinery/jsonpath/jsonpath.ts';
import { JsonPathError } from '../apimachinery/jsonpath/lexer.ts';
import type { KubeObject } from '../apimachinery/meta.ts';
import type { Column, TableConvertor } from '../apimachinery/resource.ts';
import { type Instant, parseTime } from '../lib/instant.ts';
import type { Frozen, Json } from '../lib/json.ts';

type Definition = Frozen<CustomResourceColumnDefinition>;

const ageColumns: readonly Definition[] = [
  {
    name: 'Age',
    type: 'date',
    description:
      'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
    jsonPath: '.metadata.creationTimestamp',
  },
];

/** The columns that a definition asks for, or the age (customresource/tableconvertor). */
export function customResourceTable(additional: readonly Definition[]): TableConvertor<KubeObject> {
  const definitions = additional.length > 0 ? additional : ageColumns;
  const columns = definitions.map((definition) => ({
    type: definition.type,
    path: pathOf(definition.jsonPath),
  }));
  return {
    columns: [nameColumn, ...definitions.map(columnOf)],
    cells: (object, now) => [
      object.metadata.name,
      ...columns.map(({ type, path }) => cell(object, type, path, now)),
    ],
  };
}

function columnOf({ name, type, format, description, priority, jsonPath }: Definition): Column {
  return {
    name,
    // Validation has seen to it that it is one of these.
    type: type as Column['type'],
    ...(format ? { format } : {}),
    description:
      description || `Custom resource definition column (in JSONPath format): ${jsonPath}`,
    ...(priority ? { priority: priority as 1 } : {}),
  };
}

/** Undefined for a path that can't be read: its cells are empty. */
function pathOf(path: string): JsonPath | undefined {
  try {
    return parseJsonPath(`{${path}}`);
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}

function cell(
  object: Frozen<KubeObject>,
  type: string,
  path: JsonPath | undefined,
  now: Instant,
): Json {
  const value = firstOf(object, path);
  if (value === undefined || value === null) return null;
  switch (type) {
    case 'string':
      return showValue(value);
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    default: {
      if (typeof value !== 'string') return null;
      const at = parseTime(value);
      return at === undefined ? '<invalid>' : humanDuration(now - at);
    }
  }
}

function firstOf(object: Frozen<KubeObject>, path: JsonPath | undefined): Json | undefined {
  try {
    return path?.find(object as unknown as Json)[0];
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}
