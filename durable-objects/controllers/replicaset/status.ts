import type { Pod, ReplicaSetStatus } from '../../api/index.ts';
import { formatTime, type Instant, second } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import { isActive, isAvailable, isReady, isTerminal, isTerminating } from '../pod-state.ts';
import type { Replicated } from './kinds.ts';

/** Why the number of pods is not what it should be. */
export interface ReplicaFailure {
  readonly reason: 'FailedCreate' | 'FailedDelete';
  readonly message: string;
}

/** The status that the pods amount to; zero counts are left out as upstream's encoder does. */
export function computeStatus(
  set: Frozen<Replicated>,
  pods: readonly Frozen<Pod>[],
  failure: ReplicaFailure | undefined,
  countsTerminating: boolean,
  now: Instant,
): Frozen<ReplicaSetStatus> {
  const minReadyMs = (set.spec.minReadySeconds ?? 0) * second;
  const active = pods.filter(isActive);
  const labels = Object.entries(set.spec.template?.metadata.labels ?? {});
  const labelled = active.filter((pod) =>
    labels.every(([key, value]) => pod.metadata.labels?.[key] === value),
  );
  const ready = active.filter(isReady);
  const available = ready.filter((pod) => isAvailable(pod, minReadyMs, now));
  return edit<ReplicaSetStatus>(set.status, (draft) => {
    draft.replicas = active.length;
    count(draft, 'fullyLabeledReplicas', labelled.length);
    count(draft, 'readyReplicas', ready.length);
    count(draft, 'availableReplicas', available.length);
    if (countsTerminating) draft.terminatingReplicas = pods.filter(isLeaving).length;
    draft.observedGeneration = set.metadata.generation ?? 0;
    setFailure(draft, failure, now);
  });
}

function isLeaving(pod: Frozen<Pod>): boolean {
  return isTerminating(pod) && !isTerminal(pod);
}

/** A failure is told once and stays, with its first message, until there is none. */
function setFailure(
  draft: ReplicaSetStatus,
  failure: ReplicaFailure | undefined,
  now: Instant,
): void {
  const type = 'ReplicaFailure';
  const others = (draft.conditions ?? []).filter((condition) => condition.type !== type);
  const existing = draft.conditions?.find((condition) => condition.type === type);
  if (failure && existing) return;
  const lastTransitionTime = formatTime(now);
  if (failure)
    draft.conditions = [...others, { type, status: 'True', lastTransitionTime, ...failure }];
  else if (others.length > 0) draft.conditions = others;
  else delete draft.conditions;
}

function count(
  draft: ReplicaSetStatus,
  field: 'fullyLabeledReplicas' | 'readyReplicas' | 'availableReplicas',
  value: number,
): void {
  if (value > 0) draft[field] = value;
  else delete draft[field];
}
