import type { Deployment, DeploymentStatus, ReplicaSet } from '../../api/index.ts';
import { formatTime, type Instant, parseTime, second } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import {
  findCondition,
  removeCondition,
  replaceCondition,
  setCondition,
  type Told,
} from './conditions.ts';

type Status = Frozen<DeploymentStatus>;

/** `progressDeadlineSeconds` that means: never. */
const noDeadline = 2_147_483_647;

/**
 * Adds conditions Progressing and ReplicaFailure to a status computed from the ReplicaSets, by
 * comparing it with the one before (progress.go, syncRolloutStatus).
 */
export function withProgress(
  deployment: Frozen<Deployment>,
  status: Status,
  sets: readonly Frozen<ReplicaSet>[],
  newSet: Frozen<ReplicaSet> | undefined,
  now: Instant,
): Status {
  return edit<DeploymentStatus>(status, (draft) => {
    if (!hasDeadline(deployment)) removeCondition(draft, 'Progressing');
    else tellProgress(deployment, draft, newSet, now);
    const failures = [...(newSet ? [newSet] : []), ...sets].flatMap(
      (set) => set.status.conditions?.filter(({ type }) => type === 'ReplicaFailure') ?? [],
    );
    const [failure] = failures;
    if (!failure) removeCondition(draft, 'ReplicaFailure');
    else {
      const { type, status: value, reason = '', message = '' } = failure;
      setCondition(draft, formatTime(now), { type, status: value, reason, message });
    }
  });
}

function tellProgress(
  deployment: Frozen<Deployment>,
  draft: DeploymentStatus,
  newSet: Frozen<ReplicaSet> | undefined,
  now: Instant,
): void {
  const before = findCondition(deployment.status, 'Progressing');
  const isDone =
    (draft.replicas ?? 0) === (draft.updatedReplicas ?? 0) && before?.reason === complete;
  if (isDone) return;
  const subject = newSet
    ? `ReplicaSet "${newSet.metadata.name}"`
    : `Deployment "${deployment.metadata.name}"`;
  const tell = (status: string, reason: string, text: string): Told => ({
    type: 'Progressing',
    status,
    reason,
    message: `${subject} ${text}`,
  });
  const at = formatTime(now);
  if (isComplete(deployment, draft))
    setCondition(draft, at, tell('True', complete, 'has successfully progressed.'));
  else if (hasMoved(deployment.status, draft))
    replaceCondition(draft, at, tell('True', 'ReplicaSetUpdated', 'is progressing.'));
  else if (hasTimedOut(deployment, now))
    setCondition(draft, at, tell('False', timedOut, 'has timed out progressing.'));
}

/** True when all pods are new and available. */
export function isComplete(deployment: Frozen<Deployment>, status: Status): boolean {
  const { replicas } = deployment.spec;
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

/** When a rollout that is not over and does not move will have timed out. */
export function timeoutAt(deployment: Frozen<Deployment>, status: Status): Instant | undefined {
  const condition = findCondition(status, 'Progressing');
  if (!hasDeadline(deployment) || !condition || deployment.spec.paused) return undefined;
  if (isComplete(deployment, status) || condition.reason === timedOut) return undefined;
  const since = parseTime(condition.lastUpdateTime ?? '');
  // One more second, because timestamps are cut to seconds.
  return since === undefined
    ? undefined
    : since + (deployment.spec.progressDeadlineSeconds + 1) * second;
}

/** Whether anybody wants to know about progress. */
export function hasDeadline({ spec }: Frozen<Deployment>): boolean {
  return spec.progressDeadlineSeconds !== noDeadline;
}

function hasMoved(before: Status, after: Status): boolean {
  const updated = (status: Status): number => status.updatedReplicas ?? 0;
  const old = (status: Status): number => (status.replicas ?? 0) - updated(status);
  return (
    updated(after) > updated(before) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

function hasTimedOut(deployment: Frozen<Deployment>, now: Instant): boolean {
  const condition = findCondition(deployment.status, 'Progressing');
  if (!condition || condition.reason === complete) return false;
  if (condition.reason === timedOut) return true;
  const since = parseTime(condition.lastUpdateTime ?? '');
  return since !== undefined && since + deployment.spec.progressDeadlineSeconds * second < now;
}

const complete = 'NewReplicaSetAvailable';
const timedOut = 'ProgressDeadlineExceeded';
