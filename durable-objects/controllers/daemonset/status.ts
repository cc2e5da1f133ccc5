import type { DaemonSetStatus } from '../../api/index.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { isReady } from '../pod-state.ts';
import { eligibilityOf } from './eligibility.ts';
import { byAge, isPodAvailable, isUpdated, type Situation } from './situation.ts';

/** The status that nodes and pods amount to; of several pods on a node the oldest counts. */
export function computeStatus(situation: Situation): Frozen<DaemonSetStatus> {
  const { set } = situation;
  const counts = { desired: 0, current: 0, misscheduled: 0, ready: 0, updated: 0, available: 0 };
  for (const node of situation.nodes) {
    const [pod] = [...(situation.pods.get(node.metadata.name) ?? [])].sort(byAge);
    if (!eligibilityOf(set, node).shouldRun) {
      if (pod) counts.misscheduled += 1;
      continue;
    }
    counts.desired += 1;
    if (!pod) continue;
    counts.current += 1;
    if (isReady(pod)) counts.ready += 1;
    if (isReady(pod) && isPodAvailable(situation, pod)) counts.available += 1;
    if (isUpdated(situation, pod)) counts.updated += 1;
  }
  return edit<DaemonSetStatus>(set.status, (draft) => {
    draft.observedGeneration = set.metadata.generation ?? 0;
    draft.desiredNumberScheduled = counts.desired;
    draft.currentNumberScheduled = counts.current;
    draft.numberMisscheduled = counts.misscheduled;
    draft.numberReady = counts.ready;
    count(draft, 'updatedNumberScheduled', counts.updated);
    count(draft, 'numberAvailable', counts.available);
    count(draft, 'numberUnavailable', counts.desired - counts.available);
  });
}

/** Zero is left out, as upstream's encoder does. */
function count(
  draft: DaemonSetStatus,
  field: 'updatedNumberScheduled' | 'numberAvailable' | 'numberUnavailable',
  value: number,
): void {
  if (value > 0) draft[field] = value;
  else delete draft[field];
}
