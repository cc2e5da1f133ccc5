import { type Pod, type PodDisruptionBudget, podDisruptionBudgets, pods } from '../../api/index.ts';
import {
  setDisruptionAllowed,
  setDisruptionCondition,
} from '../../api/policy/poddisruptionbudget/disruption-allowed.ts';
import { matchesLabels, selectorOf, selectorText } from '../../apimachinery/labels.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import type { Resource } from '../../apimachinery/resource.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { edit, type Frozen } from '../../lib/json.ts';
import type { Change, Reader, ServedResources } from '../../storage/store.ts';
import { isOf } from '../changes.ts';
import { concernsManager } from '../pod-state.ts';
import { ownerScales } from './owner-scale.ts';
import { countHealthy, disruptedPods, disruptionsAllowed, expectation } from './plan.ts';

type Budget = Frozen<PodDisruptionBudget>;

const component = 'controllermanager';

/** Says how many pods may be evicted (pkg/controller/disruption). */
export function createDisruptionController(served: ServedResources): Controller {
  return {
    name: 'disruption',
    wakes,
    reconcile(key, world) {
      const budget = world.read.get(podDisruptionBudgets, key);
      return budget && sync(budget, served(world.read), world);
    },
  };
}

function wakes(change: Change, read: Reader): readonly Key[] {
  if (isOf(podDisruptionBudgets, change)) return change.new ? [change.key] : [];
  if (!isOf(pods, change) || !concernsManager(change.old, change.new)) return [];
  return read
    .list(podDisruptionBudgets, change.key.namespace)
    .filter((budget) => covers(budget, change.old) || covers(budget, change.new))
    .map(keyOf);
}

function covers({ spec }: Budget, pod: Frozen<Pod> | undefined): boolean {
  return pod !== undefined && matchesLabels(selectorOf(spec.selector), pod.metadata.labels);
}

function sync(budget: Budget, resources: readonly Resource[], world: World): Outcome {
  const { read, now, events } = world;
  const covered = read.list(pods, budget.metadata.namespace).filter((pod) => covers(budget, pod));
  const tell = (type: 'Normal' | 'Warning', reason: string, message: string): void =>
    events.recordOnce({ about: budget, component, type, reason, message });
  if (covered.length === 0) tell('Normal', 'NoPods', 'No matching pods found');
  const expected = expectation(budget.spec, covered, ownerScales(resources, read));
  if ('error' in expected) {
    const why = `Failed to calculate the number of expected pods: ${expected.error}`;
    tell('Warning', 'CalculateExpectedPodCountFailed', why);
    failSafe(budget, expected.error, world);
    return undefined;
  }
  if (expected.hasUnmanaged) tell('Warning', 'UnmanagedPods', unmanagedText(budget));
  const { pending, overdue, recheckAt } = disruptedPods(budget, covered, now);
  for (const pod of overdue) {
    const { namespace, name } = budget.metadata;
    const message = `Pod was expected by PDB ${namespace}/${name} to be deleted but it wasn't`;
    events.record({ about: pod, component, type: 'Warning', reason: 'NotDeleted', message });
  }
  const healthy = countHealthy(covered, pending);
  update(budget, world, (draft) => {
    draft.status = {
      ...(draft.metadata.generation ? { observedGeneration: draft.metadata.generation } : {}),
      ...(Object.keys(pending).length > 0 ? { disruptedPods: { ...pending } } : {}),
      disruptionsAllowed: disruptionsAllowed(healthy, expected.desired, expected.expected),
      currentHealthy: healthy,
      desiredHealthy: expected.desired,
      expectedPods: expected.expected,
      ...(draft.status.conditions ? { conditions: draft.status.conditions } : {}),
    };
    setDisruptionAllowed(draft, now);
  });
  if (recheckAt === undefined) return undefined;
  return { requeueAt: recheckAt, because: 'an evicted pod should be gone' };
}

/** What can't be counted allows nothing. */
function failSafe(budget: Budget, why: string, world: World): void {
  update(budget, world, (draft) => {
    draft.status.disruptionsAllowed = 0;
    setDisruptionCondition(draft, 'False', 'SyncFailed', why, world.now);
  });
}

function update(
  budget: Budget,
  { client }: World,
  change: (draft: PodDisruptionBudget) => void,
): void {
  const next = edit<PodDisruptionBudget>(budget, change);
  if (next !== budget) client.updateStatus(podDisruptionBudgets, next);
}

function unmanagedText({ spec }: Budget): string {
  const selector = selectorText(spec.selector);
  return `Pods selected by this PodDisruptionBudget (selector: ${selector}) were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.`;
}
