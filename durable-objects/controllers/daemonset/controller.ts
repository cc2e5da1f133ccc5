import {
  controllerRevisions,
  type DaemonSet,
  daemonSets,
  type Node,
  nodes,
  type Pod,
  pods,
} from '../../api/index.ts';
import { matchesLabels, selectorOf } from '../../apimachinery/labels.ts';
import { type Key, keyOf } from '../../apimachinery/meta.ts';
import { controllerOf } from '../../apimachinery/owner.ts';
import type { Controller, Outcome } from '../../control/controller.ts';
import type { World } from '../../control/world.ts';
import { second } from '../../lib/instant.ts';
import { deepEqual, edit, type Frozen, thaw } from '../../lib/json.ts';
import type { Change, Reader } from '../../storage/store.ts';
import { isOf } from '../changes.ts';
import { candidates, podsByController } from '../indexes.ts';
import { claimObjects } from '../ownership.ts';
import { concernsManager, isTerminal, isTerminating, nextAvailability } from '../pod-state.ts';
import { backOffEnd } from './back-off.ts';
import { targetNode } from './eligibility.ts';
import { hashLabel, syncHistory, truncateHistory } from './history.ts';
import { plan } from './plan.ts';
import { performAll } from './pod-control.ts';
import type { Situation, Step } from './situation.ts';
import { computeStatus } from './status.ts';

/** Keeps one pod of each DaemonSet on each node that wants one (pkg/controller/daemon). */
export const daemonSetController: Controller = { name: 'daemonset', wakes, reconcile };

function wakes(change: Change, read: Reader): readonly Key[] {
  if (change.resource === daemonSets) return [change.key];
  if (isOf(pods, change) && concernsManager(change.old, change.new)) return setsOf(change, read);
  if (isOf(controllerRevisions, change)) return setsOf(change, read);
  if (isOf(nodes, change) && concernsDaemons(change.old, change.new))
    return read.list(daemonSets).map((set) => keyOf(set));
  return [];
}

function reconcile(key: Key, world: World): Outcome {
  const set = world.read.get(daemonSets, key);
  // What becomes of the history of a set that is being deleted is not known.
  if (!set || set.metadata.deletionTimestamp !== undefined) return undefined;
  const members = claimPods(world, set);
  const history = syncHistory(world, set);
  const current = world.read.get(daemonSets, key) ?? set;
  const hash = history.current.metadata.labels?.[hashLabel] ?? '';
  const before = situationOf(world, current, members, hash);
  const steps = plan(before);
  const failure = performAll({ world, set: current, hash }, steps);
  const after = situationOf(world, current, claimPods(world, current), hash);
  updateStatus(world, after);
  truncateHistory(world, current, members, history);
  if (failure) throw failure;
  return nextLook(after, steps);
}

function situationOf(
  world: World,
  set: Frozen<DaemonSet>,
  members: readonly Frozen<Pod>[],
  hash: string,
): Situation {
  const byNode = new Map<string, Frozen<Pod>[]>();
  for (const pod of members) {
    const node = targetNode(pod);
    // Nothing remains to be done about a pod that has ended and goes.
    if (node === undefined || (isTerminal(pod) && isTerminating(pod))) continue;
    byNode.set(node, [...(byNode.get(node) ?? []), pod]);
  }
  return {
    set,
    nodes: world.read.list(nodes),
    pods: byNode,
    hash,
    backOffEnd: (node) => backOffEnd(world, set, node),
    now: world.now,
  };
}

/** The set's pods; matching orphans are adopted, others released. */
function claimPods(world: World, set: Frozen<DaemonSet>): readonly Frozen<Pod>[] {
  const selector = selectorOf(set.spec.selector);
  const found = candidates(world.read, podsByController, set);
  return claimObjects(world, set, pods, found, (pod) =>
    matchesLabels(selector, pod.metadata.labels),
  );
}

function updateStatus(world: World, situation: Situation): void {
  const status = computeStatus(situation);
  if (status === situation.set.status) return;
  const updated = edit<DaemonSet>(situation.set, (draft) => {
    draft.status = thaw<DaemonSet['status']>(status);
  });
  world.client.updateStatus(daemonSets, updated);
}

function nextLook({ set, pods: byNode, now }: Situation, steps: readonly Step[]): Outcome {
  const minReadySeconds = set.spec.minReadySeconds ?? 0;
  const members = [...byNode.values()].flat();
  const available = nextAvailability(members, minReadySeconds * second, now);
  const looks = steps.flatMap((step) =>
    step.do === 'wait' ? [{ requeueAt: step.until, because: step.for }] : [],
  );
  if (available !== undefined) {
    const because = `a pod of ${set.metadata.name} has then been ready for ${minReadySeconds} s`;
    looks.push({ requeueAt: available, because });
  }
  return looks.sort((a, b) => a.requeueAt - b.requeueAt)[0];
}

/** Only what decides where daemons run. */
function concernsDaemons(old: Frozen<Node> | undefined, now: Frozen<Node> | undefined): boolean {
  return (
    !old ||
    !now ||
    !deepEqual(old.metadata.labels, now.metadata.labels) ||
    !deepEqual(old.spec.taints, now.spec.taints)
  );
}

/** The sets that manage an object or did so; for an orphan all that select it. */
function setsOf(change: Change, read: Reader): readonly Key[] {
  const { namespace } = change.key;
  const names = new Set<string>();
  for (const object of [change.old, change.new]) {
    const owner = object && controllerOf(object);
    if (owner?.kind === 'DaemonSet') names.add(owner.name);
  }
  if (change.new && !controllerOf(change.new)) {
    const { labels } = change.new.metadata;
    for (const set of read.list(daemonSets, namespace))
      if (matchesLabels(selectorOf(set.spec.selector), labels)) names.add(set.metadata.name);
  }
  return [...names].map((name) => ({ namespace, name }));
}
