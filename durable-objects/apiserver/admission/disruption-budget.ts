import { pods } from '../../api/core/pod/resource.ts';
import type { Pod } from '../../api/core/pod/schema.ts';
import { setDisruptionAllowed } from '../../api/policy/poddisruptionbudget/disruption-allowed.ts';
import { podDisruptionBudgets } from '../../api/policy/poddisruptionbudget/resource.ts';
import type { PodDisruptionBudget } from '../../api/policy/poddisruptionbudget/schema.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import type { Key } from '../../apimachinery/meta.ts';
import { forbidden, StatusError } from '../../apimachinery/status-error.ts';
import { formatTime, type Instant } from '../../lib/instant.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import type { Reader } from '../../storage/store.ts';
import type { WriteContext } from '../registry/write-context.ts';

type Budget = Frozen<PodDisruptionBudget>;

/** Evictions that a budget's controller has not seen yet: it would see them at once. */
const maxDisruptedPods = 2_000;

/**
 * What evicting a pod does to others and to itself before it is deleted; `write` does it. Throws
 * TooManyRequests, Forbidden. `several` says that the pod has more budgets than one.
 */
export function prepareEviction(key: Key, { tx, now }: Pick<WriteContext, 'tx' | 'now'>): Eviction {
  const pod = tx.get(pods, key);
  const budgets = !pod || isBeyondBudgets(pod) ? [] : budgetsOf(pod, tx);
  const [budget] = budgets;
  const charged = pod && budget && budgets.length === 1 ? takeDisruption(budget, pod, now) : budget;
  return {
    hasSeveralBudgets: budgets.length > 1,
    write() {
      if (charged && charged !== budget) tx.put(podDisruptionBudgets, charged);
      if (pod) tx.put(pods, markedAsTarget(pod, now));
    },
  };
}

export interface Eviction {
  /** Which of them would count is not decided: nothing is evicted. */
  readonly hasSeveralBudgets: boolean;
  /** Takes the disruption from the budget and says on the pod why it goes. */
  write(): void;
}

function markedAsTarget(pod: Frozen<Pod>, now: Instant): Frozen<Pod> {
  return edit<Pod>(pod, (draft) => {
    const { generation } = draft.metadata;
    const type = 'DisruptionTarget';
    const others = (draft.status.conditions ?? []).filter((one) => one.type !== type);
    const condition = {
      type,
      status: 'True',
      ...(generation ? { observedGeneration: generation } : {}),
      lastTransitionTime: formatTime(now),
      reason: 'EvictionByEvictionAPI',
      message: 'Eviction API: evicting',
    };
    draft.status.conditions = [...others, condition];
  });
}

/** The budgets that cover a pod. Empty selectors cover all pods, absent ones none. */
function budgetsOf(pod: Frozen<Pod>, read: Reader): readonly Budget[] {
  return read
    .list(podDisruptionBudgets, pod.metadata.namespace)
    .filter(({ spec }) => matchesLabels(selectorOf(spec.selector), pod.metadata.labels));
}

/** A pod that has ended, never began or is on its way out is no further disruption. */
function isBeyondBudgets({ metadata, status }: Frozen<Pod>): boolean {
  const phases = ['Succeeded', 'Failed', 'Pending'];
  return phases.includes(status.phase) || metadata.deletionTimestamp !== undefined;
}

/**
 * The budget once an eviction of this pod has been taken from it; the budget as it is when the
 * pod does not count as healthy anyway. Throws TooManyRequests, Forbidden. Follows
 * pkg/registry/core/pod/storage/eviction.go.
 */
function takeDisruption(budget: Budget, pod: Frozen<Pod>, now: Instant): Budget {
  if (mayLeaveUnhealthy(budget, pod)) return budget;
  const { metadata, status } = budget;
  if ((status.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    const why = `The disruption budget ${metadata.name} is still being processed by the server.`;
    throw tooManyRequests(why, 10);
  }
  if (status.disruptionsAllowed < 0) throw refusal(budget, 'pdb disruptions allowed is negative');
  if (Object.keys(status.disruptedPods ?? {}).length > maxDisruptedPods) {
    const why = 'DisruptedPods map too big - too many evictions not confirmed by PDB controller';
    throw refusal(budget, why);
  }
  if (status.disruptionsAllowed === 0) {
    const { desiredHealthy: needed, currentHealthy: present } = status;
    const why = `The disruption budget ${metadata.name} needs ${needed} healthy pods and has ${present} currently`;
    throw tooManyRequests(why);
  }
  return edit<PodDisruptionBudget>(budget, (draft) => {
    draft.status.disruptionsAllowed -= 1;
    if (draft.status.disruptionsAllowed === 0) setDisruptionAllowed(draft, now);
    draft.status.disruptedPods = {
      ...draft.status.disruptedPods,
      [pod.metadata.name]: formatTime(now),
    };
  });
}

/** A pod that isn't ready is guarded only while its set has too few healthy ones. */
function mayLeaveUnhealthy({ spec, status }: Budget, pod: Frozen<Pod>): boolean {
  const ready = pod.status.conditions?.find(({ type }) => type === 'Ready');
  if (ready?.status === 'True') return false;
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  return status.currentHealthy >= status.desiredHealthy && status.desiredHealthy > 0;
}

function tooManyRequests(message: string, retryAfterSeconds?: number): StatusError {
  const text = "Cannot evict pod as it would violate the pod's disruption budget.";
  return new StatusError(429, 'TooManyRequests', text, {
    causes: [{ reason: 'DisruptionBudget', message }],
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

function refusal({ metadata }: Budget, why: string): StatusError {
  return forbidden({ group: 'policy', plural: 'poddisruptionbudget' }, metadata.name, why);
}
