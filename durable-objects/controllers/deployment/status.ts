import type { Deployment, DeploymentStatus, ReplicaSet } from '../../api/index.ts';
import { formatTime, type Instant } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { setCondition } from './conditions.ts';
import { minAvailable } from './fenceposts.ts';
import { availablePods, wantedPods } from './replica-sets.ts';

/** What the ReplicaSets amount to, with condition Available (sync.go, calculateStatus). */
export function computeStatus(
  deployment: Frozen<Deployment>,
  sets: readonly Frozen<ReplicaSet>[],
  newSet: Frozen<ReplicaSet> | undefined,
  now: Instant,
): Frozen<DeploymentStatus> {
  const available = availablePods(sets);
  const isAvailable = available >= minAvailable(deployment);
  return edit<DeploymentStatus>(deployment.status, (draft) => {
    draft.observedGeneration = deployment.metadata.generation ?? 0;
    count(
      draft,
      'replicas',
      sum(sets, ({ status }) => status.replicas),
    );
    count(draft, 'updatedReplicas', newSet?.status.replicas ?? 0);
    count(
      draft,
      'readyReplicas',
      sum(sets, ({ status }) => status.readyReplicas ?? 0),
    );
    count(draft, 'availableReplicas', available);
    count(draft, 'unavailableReplicas', Math.max(0, wantedPods(sets) - available));
    draft.terminatingReplicas = sum(sets, ({ status }) => status.terminatingReplicas ?? 0);
    setCondition(draft, formatTime(now), {
      type: 'Available',
      status: isAvailable ? 'True' : 'False',
      reason: isAvailable ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
      message: `Deployment ${isAvailable ? 'has' : 'does not have'} minimum availability.`,
    });
  });
}

function sum(sets: readonly Frozen<ReplicaSet>[], of: (set: Frozen<ReplicaSet>) => number): number {
  return sets.reduce((total, set) => total + of(set), 0);
}

type Count =
  | 'replicas'
  | 'updatedReplicas'
  | 'readyReplicas'
  | 'availableReplicas'
  | 'unavailableReplicas';

/** Upstream's encoder leaves zeros out. */
function count(draft: DeploymentStatus, field: Count, value: number): void {
  if (value > 0) draft[field] = value;
  else delete draft[field];
}
