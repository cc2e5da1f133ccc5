import { type Deployment, deployments, type ReplicaSet, replicaSets } from '../../api/index.ts';
import { keyOf } from '../../apimachinery/meta.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import { StatusError } from '../../apimachinery/status-error.ts';
import type { World } from '../../control/world.ts';
import { formatTime } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { isNamespaceTerminating } from '../namespace-terminating.ts';
import { annotateSize, revisionOf } from './annotations.ts';
import { setCondition } from './conditions.ts';
import type { Step } from './plan.ts';
import { hasDeadline, isComplete } from './progress.ts';
import { active, findNew, hasTemplate, newReplicaSet } from './replica-sets.ts';
import { setRevision } from './revision.ts';

type Set = Frozen<ReplicaSet>;

/** A Deployment and its ReplicaSets, as they are after some steps. */
export interface Performed {
  readonly deployment: Frozen<Deployment>;
  readonly sets: readonly Set[];
}

/** Does the steps, with the events that upstream records. Throws StatusError when one fails. */
export function perform(
  world: World,
  deployment: Frozen<Deployment>,
  sets: readonly Set[],
  steps: readonly Step[],
): Performed {
  let done: Performed = { deployment, sets };
  for (const step of steps) {
    if (step.do === 'create') done = create(world, done, step);
    if (step.do === 'scale') done = scale(world, done, step.set, step.to);
    if (step.do === 'clean-up') done = cleanUp(world, done);
  }
  return done;
}

function create(
  world: World,
  { deployment, sets }: Performed,
  step: Step & { do: 'create' },
): Performed {
  const manifest = newReplicaSet(deployment, step.revision, step.replicas);
  const { name } = manifest.metadata;
  let set: Set;
  try {
    set = world.client.create(replicaSets, manifest);
  } catch (error) {
    const existing = resolveCollision(world, deployment, error, manifest.metadata);
    return { deployment, sets: [...sets, existing] };
  }
  if (step.replicas > 0)
    record(world, deployment, 'Normal', `Scaled up replica set ${name} from 0 to ${step.replicas}`);
  const updated = setRevision(world, deployment, String(step.revision), (draft) => {
    if (!hasDeadline(deployment)) return;
    setCondition(draft, formatTime(world.now), {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetCreated',
      message: `Created new replica set "${name}"`,
    });
  });
  return { deployment: updated, sets: [...sets, set] };
}

/**
 * The ReplicaSet of that name when it is the Deployment's own; otherwise the name is taken, and
 * the next try uses another. Any other failure is told and thrown.
 */
function resolveCollision(
  world: World,
  deployment: Frozen<Deployment>,
  error: unknown,
  key: { readonly namespace: string; readonly name: string },
): Set {
  if (!(error instanceof StatusError)) throw error;
  if (isNamespaceTerminating(error)) throw error;
  if (error.reason !== 'AlreadyExists') {
    const message = `Failed to create new replica set "${key.name}": ${error.message}`;
    tellFailure(world, deployment, message);
    throw error;
  }
  const existing = world.read.get(replicaSets, key);
  const isOwn =
    existing !== undefined &&
    controllerOf(existing)?.uid === deployment.metadata.uid &&
    hasTemplate(existing, deployment.spec.template);
  if (isOwn) return existing;
  const bumped = edit<Deployment>(deployment, ({ status }) => {
    status.collisionCount = (status.collisionCount ?? 0) + 1;
  });
  world.client.updateStatus(deployments, bumped);
  throw error;
}

function tellFailure(world: World, deployment: Frozen<Deployment>, message: string): void {
  const reason = 'ReplicaSetCreateError';
  if (hasDeadline(deployment)) {
    const updated = edit<Deployment>(deployment, ({ status }) => {
      const type = 'Progressing';
      setCondition(status, formatTime(world.now), { type, status: 'False', reason, message });
    });
    world.client.updateStatus(deployments, updated);
  }
  record(world, deployment, 'Warning', message, reason);
}

function scale(world: World, { deployment, sets }: Performed, set: Set, to: number): Performed {
  const from = set.spec.replicas;
  const updated = world.client.update<ReplicaSet>(
    replicaSets,
    edit<ReplicaSet>(set, (draft) => {
      draft.spec.replicas = to;
      draft.metadata.annotations = annotateSize(deployment, set.metadata.annotations);
    }),
  );
  if (from !== to) {
    const direction = to > from ? 'up' : 'down';
    const { name } = set.metadata;
    const message = `Scaled ${direction} replica set ${name} from ${from} to ${to}`;
    record(world, deployment, 'Normal', message);
  }
  return { deployment, sets: sets.map((one) => (one === set ? updated : one)) };
}

/** Deletes the oldest ReplicaSets that are empty and more than `spec.revisionHistoryLimit`. */
function cleanUp(world: World, { deployment, sets }: Performed): Performed {
  const { paused, revisionHistoryLimit } = deployment.spec;
  if (!paused && !isComplete(deployment, deployment.status)) return { deployment, sets };
  const newSet = findNew(deployment, sets);
  const old = sets
    .filter((set) => set !== newSet && set.metadata.deletionTimestamp === undefined)
    .sort((a, b) => Number(revisionOf(a) - revisionOf(b)));
  const obsolete = old.slice(0, Math.max(0, old.length - revisionHistoryLimit)).filter(isEmpty);
  for (const set of obsolete) world.client.delete(replicaSets, keyOf(set));
  return { deployment, sets: sets.filter((set) => !obsolete.includes(set)) };
}

function isEmpty(set: Set): boolean {
  const isObserved = (set.metadata.generation ?? 0) <= (set.status.observedGeneration ?? 0);
  return set.status.replicas === 0 && active([set]).length === 0 && isObserved;
}

function record(
  world: World,
  about: Frozen<Deployment>,
  type: 'Normal' | 'Warning',
  message: string,
  reason = 'ScalingReplicaSet',
): void {
  world.events.record({ about, type, reason, message, component: 'deployment-controller' });
}
