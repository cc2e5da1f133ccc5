import { quantityMillis, quantityValue } from '../../../apimachinery/quantity.ts';
import { isObject, type Json, type JsonObject } from '../../../lib/json.ts';
import { KubectlError } from '../../failure.ts';
import { alignRemembering, newTableState } from '../../print/table.ts';
import type { Call } from '../../verb.ts';

const versions = ['v1beta1'];

/** The path of the Metrics API. Throws KubectlError when the server doesn't have it. */
export function metricsPath({ cluster }: Call): string {
  const { groups } = cluster.request('GET', '/apis');
  const group = Array.isArray(groups)
    ? groups.filter(isObject).find(({ name }) => name === 'metrics.k8s.io')
    : undefined;
  const served = Array.isArray(group?.versions) ? group.versions.filter(isObject) : [];
  const version = served.map((one) => String(one.version)).find((one) => versions.includes(one));
  if (version === undefined) throw new KubectlError('Metrics API not available');
  return `/apis/metrics.k8s.io/${version}`;
}

/** Milli-cores and bytes; absent where nothing was measured. */
export interface Usage {
  readonly cpu?: number;
  readonly memory?: number;
  readonly swap?: number;
}

export function usageOf(value: Json | undefined): Usage {
  if (!isObject(value)) return {};
  const { cpu, memory, swap } = value;
  return {
    ...(typeof cpu === 'string' ? { cpu: quantityMillis(cpu) } : {}),
    ...(typeof memory === 'string' ? { memory: quantityValue(memory) } : {}),
    ...(typeof swap === 'string' ? { swap: quantityValue(swap) } : {}),
  };
}

export function sumOf(all: readonly Usage[]): Usage {
  const add = (field: keyof Usage): { [name: string]: number } =>
    all.some((one) => one[field] !== undefined)
      ? { [field]: all.reduce((sum, one) => sum + (one[field] ?? 0), 0) }
      : {};
  return { ...add('cpu'), ...add('memory'), ...add('swap') };
}

/** Sorts by what `--sort-by` names, most first, or by name. Throws KubectlError. */
export function sorted<T extends { readonly usage: Usage; readonly name: string }>(
  all: readonly T[],
  by: string,
): readonly T[] {
  if (!['', 'cpu', 'memory'].includes(by))
    throw new KubectlError('--sort-by accepts only cpu or memory');
  const value = ({ usage }: T): number => (by === 'cpu' ? usage.cpu : usage.memory) ?? 0;
  return [...all].sort((a, b) => (by === '' ? (a.name < b.name ? -1 : 1) : value(b) - value(a)));
}

export function cpuText({ cpu = 0 }: Usage): string {
  return `${cpu}m`;
}

export function bytesText(bytes = 0): string {
  return `${Math.trunc(bytes / (1024 * 1024))}Mi`;
}

export function percentText(used: number, of: number): string {
  return of === 0 ? '0%' : `${Math.trunc((used / of) * 100)}%`;
}

export function itemsOf({ items }: JsonObject): readonly JsonObject[] {
  return Array.isArray(items) ? items.filter(isObject) : [];
}

export function metadataOf({ metadata }: JsonObject): JsonObject {
  return isObject(metadata) ? metadata : {};
}

/** A table whose last column is padded too, as upstream writes these. */
export function paddedTable(rows: readonly (readonly string[])[]): string {
  return alignRemembering(
    rows.map((row) => [...row, '']),
    newTableState(),
  );
}
