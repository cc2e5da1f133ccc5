import type { Pod, StatefulSet, StatefulSetStatus } from '../../api/index.ts';
import { second } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { isAvailable, isReady, isTerminating } from '../pod-state.ts';
import { podRevision } from './identity.ts';
import type { Situation } from './plan.ts';

/**
 * The status that the pods amount to: of all the set's pods, condemned and terminating ones too.
 * Counts of zero are left out where upstream's encoder leaves them out.
 */
export function computeStatus(
  { set, pods, currentRevision, updateRevision, now }: Situation,
  collisions: number,
): Frozen<StatefulSetStatus> {
  const minReadyMs = (set.spec.minReadySeconds ?? 0) * second;
  const ready = pods.filter((pod) => pod.status.phase === 'Running' && isReady(pod));
  const available = ready.filter((pod) => isAvailable(pod, minReadyMs, now));
  const staying = pods.filter((pod) => !isTerminating(pod));
  return edit<StatefulSetStatus>(set.status, (draft) => {
    draft.observedGeneration = set.metadata.generation ?? 0;
    draft.replicas = pods.length;
    draft.availableReplicas = available.length;
    count(draft, 'readyReplicas', ready.length);
    count(draft, 'currentReplicas', ofRevision(staying, currentRevision));
    count(draft, 'updatedReplicas', ofRevision(staying, updateRevision));
    draft.currentRevision = currentRevision;
    draft.updateRevision = updateRevision;
    draft.collisionCount = collisions;
    if (isComplete(set, draft)) {
      draft.currentRevision = updateRevision;
      count(draft, 'currentReplicas', draft.updatedReplicas ?? 0);
    }
  });
}

/**
 * A rollout is over when every wanted pod is of the update revision and ready. With a partition
 * above 0 that is never so: the set stays between two revisions.
 */
function isComplete(set: Frozen<StatefulSet>, status: StatefulSetStatus): boolean {
  const wanted = set.spec.replicas;
  return (
    set.spec.updateStrategy.type === 'RollingUpdate' &&
    (status.updatedReplicas ?? 0) === wanted &&
    (status.readyReplicas ?? 0) === wanted &&
    status.replicas === wanted
  );
}

function ofRevision(pods: readonly Frozen<Pod>[], revision: string): number {
  return pods.filter((pod) => podRevision(pod) === revision).length;
}

function count(
  draft: StatefulSetStatus,
  field: 'readyReplicas' | 'currentReplicas' | 'updatedReplicas',
  value: number,
): void {
  if (value > 0) draft[field] = value;
  else delete draft[field];
}
