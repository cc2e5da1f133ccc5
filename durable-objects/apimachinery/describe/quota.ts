import { formatQuantity, parseQuantity, quantityOf, quantityValue } from '../quantity.ts';
import type { DescribeWriter } from './writer.ts';

type Amounts = { readonly [resource: string]: string } | undefined;

/** A ResourceQuota's usage, by shape. */
export interface UsageShape {
  readonly hard?: Amounts;
  readonly used?: Amounts;
}

const scopeHelp: { readonly [scope: string]: string | undefined } = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

/** `Scopes:` with a line on each that is known, after `bullet`. */
export function writeQuotaScopes(
  writer: DescribeWriter,
  level: number,
  scopes: readonly string[] | undefined,
  bullet: string,
): void {
  if (!scopes?.length) return;
  const sorted = [...scopes].sort();
  writer.field(level, 'Scopes', sorted.join(', '));
  for (const scope of sorted) {
    const help = scopeHelp[scope];
    if (help) writer.line(level, `${bullet}${help}`);
  }
}

/** One line for each limited resource, sorted. */
export function writeQuotaUsage(
  writer: DescribeWriter,
  level: number,
  { hard = {}, used = {} }: UsageShape,
  show: (used: string, hard: string) => string = (amount) => amount,
): void {
  for (const [resource, limit] of Object.entries(hard).sort())
    writer.line(level, [resource, show(used[resource] ?? '0', limit), limit].join('\t'));
}

/** The amount in the other's format, in whole units unless they agree. */
export function inFormatOf(amount: string, other: string): string {
  const { format } = parseQuantity(other);
  if (parseQuantity(amount).format === format) return amount;
  return formatQuantity(quantityOf(quantityValue(amount), format));
}
