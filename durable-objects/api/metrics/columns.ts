import { nameColumn, textColumns } from '../../apimachinery/columns.ts';
import type { KubeObject } from '../../apimachinery/meta.ts';
import type { TableConvertor } from '../../apimachinery/resource.ts';
import type { Frozen } from '../../lib/json.ts';

/** Columns of measurements, as metrics-server prints them. */
export function metricsTable<T extends KubeObject & { window: string }>(
  usageOf: (metrics: Frozen<T>) => { readonly [resource: string]: string },
): TableConvertor<T> {
  return {
    columns: [nameColumn, ...textColumns('cpu', 'memory', 'window')],
    cells(metrics) {
      const { metadata, window } = metrics as Frozen<KubeObject & { window: string }>;
      const { cpu = '0', memory = '0' } = usageOf(metrics);
      return [metadata.name, cpu, memory, window];
    },
  };
}
