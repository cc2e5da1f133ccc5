import type { Frozen } from '../lib/json.ts';
import type { Column } from './resource.ts';

/** What the API's documentation says of `metadata.name` and `metadata.creationTimestamp`. */
const nameDescription =
  'Name must be unique within a namespace. Is required when creating resources, ' +
  'although some resources may allow a client to request the generation of an ' +
  'appropriate name automatically. Name is primarily intended for creation idempotence ' +
  'and configuration definition. Cannot be updated. More info: ' +
  'https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names';
const ageDescription =
  'CreationTimestamp is a timestamp representing the server time when this object was ' +
  'created. It is not guaranteed to be set in happens-before order across separate ' +
  'operations. Clients may not set this value. It is represented in RFC3339 form and is ' +
  'in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: ' +
  'https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata';

/** The first column of nearly every kind. */
export const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: nameDescription,
};

export const ageColumn: Column = { name: 'Age', type: 'string', description: ageDescription };

/** Columns of text. */
export const textColumns = (...names: readonly string[]): readonly Column[] =>
  names.map((name) => ({ name, type: 'string' }));

/** Columns of whole numbers. */
export const integerColumns = (...names: readonly string[]): readonly Column[] =>
  names.map((name) => ({ name, type: 'integer' }));

/** Columns that only `-o wide` shows. */
export const wideColumns = (...names: readonly string[]): readonly Column[] =>
  names.map((name) => ({ name, type: 'string', priority: 1 }));

/** The wide columns of what has a pod template, with the words of upstream's printers. */
export const containerColumns: readonly Column[] = [
  {
    name: 'Containers',
    type: 'string',
    priority: 1,
    description: 'Names of each container in the template.',
  },
  {
    name: 'Images',
    type: 'string',
    priority: 1,
    description: 'Images referenced by each container in the template.',
  },
];

/** Cells for `containerColumns`. */
export function containerCells(
  containers: readonly Frozen<{ name: string; image: string }>[],
): readonly [string, string] {
  return [
    containers.map(({ name }) => name).join(','),
    containers.map(({ image }) => image).join(','),
  ];
}

/** `a=b,c=d` with sorted keys, or `<none>`. */
export function formatLabels(labels: { readonly [key: string]: string } | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? '<none>' : pairs.sort().join(',');
}

/** The first three of a list, and how many more there are. */
export function firstThree(items: readonly string[]): string {
  const text = items.slice(0, 3).join(',');
  return items.length > 3 ? `${text} + ${items.length - 3} more...` : text;
}
