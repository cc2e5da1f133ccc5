import type { Reader } from '../storage/store.ts';
import type { Candidate, NodeInfo, Plugin, Reason } from './framework.ts';
import { infoOf, nominatedTo, priorityOf, replaced } from './node-info.ts';

/** What nodes are looked at with. */
export interface Filters {
  readonly candidate: Candidate;
  readonly plugins: readonly Plugin[];
  readonly read: Reader;
}

/**
 * The reasons against a node, none when it will do. Pods of no lower priority that the node has
 * been promised to count as being there; as they may never come, it must do without them too
 * (RunFilterPluginsWithNominatedPods).
 */
export function whyNot(
  filters: Filters,
  info: NodeInfo,
  all: readonly NodeInfo[],
): readonly Reason[] {
  const { candidate, read } = filters;
  const promised = nominatedTo(info.node.metadata.name, candidate.pod, read).filter(
    (other) => priorityOf(other) >= priorityOf(candidate.pod),
  );
  if (promised.length > 0) {
    const crowded = infoOf(info.node, [...info.pods, ...promised]);
    const reasons = firstReasons(filters, crowded, replaced(all, crowded));
    if (reasons.length > 0) return reasons;
  }
  return firstReasons(filters, info, all);
}

/** The first plugin that objects speaks, as upstream stops there. */
function firstReasons(
  { candidate, plugins, read }: Filters,
  info: NodeInfo,
  all: readonly NodeInfo[],
): readonly Reason[] {
  for (const plugin of plugins) {
    const reasons = plugin.filter?.(candidate, info, all, read) ?? [];
    if (reasons.length > 0) return reasons;
  }
  return [];
}
