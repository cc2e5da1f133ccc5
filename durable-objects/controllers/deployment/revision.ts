import {
  type Deployment,
  type DeploymentStatus,
  deployments,
  type ReplicaSet,
  replicaSets,
} from '../../api/index.ts';
import type { World } from '../../control/world.ts';
import { formatTime } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { annotateNew, maxRevision, revisionAnnotation } from './annotations.ts';
import { findCondition, setCondition } from './conditions.ts';
import { hasDeadline } from './progress.ts';
import { findNew } from './replica-sets.ts';

/**
 * Gives the new ReplicaSet, if there is one, the Deployment's annotations and the next revision,
 * and the Deployment that ReplicaSet's revision (sync.go, getNewReplicaSet).
 */
export function syncNewReplicaSet(
  world: World,
  deployment: Frozen<Deployment>,
  sets: readonly Frozen<ReplicaSet>[],
): Frozen<Deployment> {
  const found = findNew(deployment, sets);
  if (!found) return deployment;
  const next = maxRevision(sets.filter((set) => set !== found)) + 1n;
  const annotated = edit<ReplicaSet>(found, (draft) => {
    draft.metadata.annotations = annotateNew(deployment, found.metadata.annotations, next);
    const { minReadySeconds } = deployment.spec;
    if (minReadySeconds) draft.spec.minReadySeconds = minReadySeconds;
    else delete draft.spec.minReadySeconds;
  });
  if (annotated !== found) world.client.update(replicaSets, annotated);
  const revision = annotated.metadata.annotations?.[revisionAnnotation] ?? String(next);
  const isNews = hasDeadline(deployment) && !findCondition(deployment.status, 'Progressing');
  const { name } = annotated.metadata;
  return setRevision(world, deployment, revision, (draft) => {
    if (!isNews) return;
    setCondition(draft, formatTime(world.now), {
      type: 'Progressing',
      status: 'True',
      reason: 'FoundNewReplicaSet',
      message: `Found new replica set "${name}"`,
    });
  });
}

/** Writes the Deployment's revision, with what else has changed in its status. */
export function setRevision(
  world: World,
  deployment: Frozen<Deployment>,
  revision: string,
  change: (draft: DeploymentStatus) => void,
): Frozen<Deployment> {
  const updated = edit<Deployment>(deployment, (draft) => {
    draft.metadata.annotations = {
      ...draft.metadata.annotations,
      [revisionAnnotation]: revision,
    };
    change(draft.status);
  });
  return updated === deployment ? deployment : world.client.updateStatus(deployments, updated);
}

/**
 * Says in condition Progressing that the Deployment is paused, or is so no longer: the time in
 * between does not count towards the deadline.
 */
export function syncPaused(world: World, deployment: Frozen<Deployment>): Frozen<Deployment> {
  const condition = findCondition(deployment.status, 'Progressing');
  if (!hasDeadline(deployment) || condition?.reason === 'ProgressDeadlineExceeded')
    return deployment;
  const isPaused = deployment.spec.paused === true;
  if (isPaused === (condition?.reason === 'DeploymentPaused')) return deployment;
  const updated = edit<Deployment>(deployment, (draft) => {
    setCondition(draft.status, formatTime(world.now), {
      type: 'Progressing',
      status: 'Unknown',
      reason: isPaused ? 'DeploymentPaused' : 'DeploymentResumed',
      message: `Deployment is ${isPaused ? 'paused' : 'resumed'}`,
    });
  });
  return world.client.updateStatus(deployments, updated);
}
