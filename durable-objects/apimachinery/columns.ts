import type { Frozen } from '../lib/json.ts';
import type { Column } from './resource.ts';

/** The first column of nearly every kind. */
export const nameColumn: Column = { name: 'Name', type: 'string', format: 'name' };

export const ageColumn: Column = { name: 'Age', type: 'string' };

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
