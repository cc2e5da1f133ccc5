import type { Reason } from './framework.ts';

/** Why each node was ruled out, by node name. */
export type Verdicts = ReadonlyMap<string, readonly Reason[]>;

/** What a whole-pod reason looks like; it stands without counts. */
export function preFilterMessage(nodes: number, reason: string): string {
  return `0/${nodes} nodes are available: ${reason}. not found`;
}

/**
 * The text of FailedScheduling (framework.FitError): reasons with their counts, sorted as text,
 * then why preemption makes no room; undefined: it does.
 */
export function fitErrorMessage(
  nodes: number,
  verdicts: Verdicts,
  preemption: string | undefined,
): string {
  const text = availabilityText(
    nodes,
    [...verdicts.values()].flat().map((reason) => reason.text),
  );
  // The plugins after the filters speak in turn; the first one looks after devices.
  return preemption === undefined
    ? text
    : `${text} no new claims to deallocate, preemption: ${preemption}`;
}

/** `0/3 nodes are available: 1 Insufficient cpu, 2 Too many pods.` */
export function availabilityText(nodes: number, reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const list = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
  return `0/${nodes} nodes are available: ${list.join(', ')}.`;
}
