import type { Reason } from './framework.ts';

/** Why each node was ruled out, by node name. */
export type Verdicts = ReadonlyMap<string, readonly Reason[]>;

/** What a whole-pod reason looks like; it stands without counts. */
export function preFilterMessage(nodes: number, reason: string): string {
  return `0/${nodes} nodes are available: ${reason}. not found`;
}

/**
 * The text of FailedScheduling (framework.FitError): reasons with their counts, sorted as text,
 * then what the post-filter plugins found.
 */
export function fitErrorMessage(nodes: number, verdicts: Verdicts): string {
  const counts = new Map<string, number>();
  for (const reasons of verdicts.values()) {
    for (const { text } of reasons) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const list = [...counts].map(([text, count]) => `${count} ${text}`).sort();
  return `0/${nodes} nodes are available: ${list.join(', ')}. ${postFilter(nodes, verdicts)}`;
}

function postFilter(nodes: number, verdicts: Verdicts): string {
  const all = [...verdicts.values()];
  const helpless = all.filter((reasons) => reasons.some((r) => r.unresolvable)).length;
  const parts: string[] = [];
  const victimless = nodes - helpless;
  if (victimless > 0) {
    parts.push(`${victimless} No preemption victims found for incoming pod`);
  }
  if (helpless > 0) parts.push(`${helpless} Preemption is not helpful for scheduling`);
  const found = `preemption: 0/${nodes} nodes are available: ${parts.sort().join(', ')}.`;
  return `no new claims to deallocate, ${found}`;
}
