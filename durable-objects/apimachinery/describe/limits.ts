import type { Frozen } from '../../lib/json.ts';
import type { DescribeWriter } from './writer.ts';

type Amounts = { readonly [resource: string]: string } | undefined;

/** An item of a LimitRange, by shape. */
export interface LimitsShape {
  readonly type: string;
  readonly min?: Amounts;
  readonly max?: Amounts;
  readonly default?: Amounts;
  readonly defaultRequest?: Amounts;
  readonly maxLimitRequestRatio?: Amounts;
}

/** The table of what a LimitRange says, every line after `prefix`. */
export function writeLimits(
  writer: DescribeWriter,
  limits: readonly Frozen<LimitsShape>[],
  prefix = '',
): void {
  for (const item of limits) {
    const { type, min, max, default: limit, defaultRequest, maxLimitRequestRatio: ratio } = item;
    const columns = [min, max, defaultRequest, limit, ratio];
    const resources = new Set(columns.flatMap((amounts) => Object.keys(amounts ?? {})));
    // Upstream's order is that of a Go map, which is none.
    for (const resource of [...resources].sort()) {
      const cells = columns.map((amounts) => amounts?.[resource] ?? '-');
      writer.line(0, [prefix + type, resource, ...cells].join('\t'));
    }
  }
}

/** The two lines above that table. */
export function writeLimitsHead(writer: DescribeWriter, prefix = ''): void {
  const titles = ['Default Request', 'Default Limit', 'Max Limit/Request Ratio'];
  const columns = ['Type', 'Resource', 'Min', 'Max', ...titles];
  writer.line(0, prefix + columns.join('\t'));
  writer.line(0, prefix + columns.map((title) => '-'.repeat(title.length)).join('\t'));
}
